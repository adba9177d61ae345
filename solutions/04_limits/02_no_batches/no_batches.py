"""Everybody lines up at once, and the semaphore lets in the next whenever a place gets free."""

import asyncio

from world import PLACES, VIDEOS, convert


async def convert_in_turn(video: str, places: asyncio.Semaphore) -> str:
    """Wait for a place, and convert a video in it."""
    async with places:
        return await convert(video)


async def main() -> list[str]:
    """Return the links of all videos, in the order of VIDEOS."""
    places = asyncio.Semaphore(PLACES)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(convert_in_turn(video, places)) for video in VIDEOS]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
