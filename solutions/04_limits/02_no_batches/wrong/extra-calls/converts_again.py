"""Waits for all, and converts them once more to get at the links."""

import asyncio

from world import VIDEOS, convert


async def one(video: str, places: asyncio.Semaphore) -> str:
    async with places:
        return await convert(video)


async def main() -> list[str]:
    places = asyncio.Semaphore(3)
    await asyncio.wait([asyncio.create_task(one(video, places)) for video in VIDEOS])
    return [await one(video, places) for video in VIDEOS]  # cause: asked-again


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
