"""Three workers share a list and take from its end, where pop() takes."""

import asyncio

from world import VIDEOS, convert


async def worker(waiting: list[str], links: dict[str, str]) -> None:
    while waiting:
        video = waiting.pop()  # cause: wrong-end
        links[video] = await convert(video)


async def main() -> list[str]:
    waiting = list(VIDEOS)
    links: dict[str, str] = {}
    await asyncio.gather(*(worker(waiting, links) for _ in range(3)))
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
