"""Three workers take from a queue that was filled beforehand."""

import asyncio

from world import PLACES, VIDEOS, convert


async def worker(queue: asyncio.Queue[int], links: list[str]) -> None:
    while not queue.empty():
        number = queue.get_nowait()
        links[number] = await convert(VIDEOS[number])


async def main() -> list[str]:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for number in range(len(VIDEOS)):
        queue.put_nowait(number)
    links = [""] * len(VIDEOS)
    await asyncio.gather(*(worker(queue, links) for _ in range(PLACES)))
    return links


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
