"""Goes round and round until the semaphore is free."""

import asyncio

from world import VIDEOS, convert


async def one(video: str, places: asyncio.Semaphore) -> str:
    async with places:
        return await convert(video)


async def main() -> list[str]:
    places = asyncio.Semaphore(3)
    tasks = []
    for video in VIDEOS:
        while places.locked():  # cause
            await asyncio.sleep(0)  # cause: polling
        tasks.append(asyncio.create_task(one(video, places)))
        await asyncio.sleep(0)
    return [await task for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
