"""Has a semaphore, and a group for each batch around it."""

import asyncio

from world import VIDEOS, convert


async def one(video: str, places: asyncio.Semaphore) -> str:
    async with places:
        return await convert(video)


async def main() -> list[str]:
    places = asyncio.Semaphore(3)
    links = []
    for first in range(0, len(VIDEOS), 3):
        async with asyncio.TaskGroup() as group:  # cause: chunks
            tasks = [group.create_task(one(video, places)) for video in VIDEOS[first : first + 3]]
        links += [task.result() for task in tasks]
    return links


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
