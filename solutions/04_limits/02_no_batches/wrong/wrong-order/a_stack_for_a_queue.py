"""A LifoQueue serves the last one first."""

import asyncio

from world import VIDEOS, convert


async def worker(queue: asyncio.LifoQueue[str], links: dict[str, str]) -> None:
    while not queue.empty():
        video = queue.get_nowait()
        links[video] = await convert(video)


async def main() -> list[str]:
    queue: asyncio.LifoQueue[str] = asyncio.LifoQueue()  # cause: wrong-end
    for video in VIDEOS:
        queue.put_nowait(video)
    links: dict[str, str] = {}
    await asyncio.gather(*(worker(queue, links) for _ in range(3)))
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
