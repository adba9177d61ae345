"""Each video's link takes the place of the one before."""

import asyncio

from world import VIDEOS, convert

link = ""


async def one(video: str, places: asyncio.Semaphore) -> None:
    global link
    async with places:
        link = await convert(video)  # cause: one-name-for-all


async def main() -> list[str]:
    places = asyncio.Semaphore(3)
    await asyncio.gather(*(one(video, places) for video in VIDEOS))
    return [link]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
