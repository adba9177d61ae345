"""Lets the short ones go first, and the wedding last."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    places = asyncio.Semaphore(3)

    async def one(video: str) -> str:
        async with places:
            return await convert(video)

    short_first = sorted(VIDEOS, key=lambda video: video == "wedding")  # cause: order-changed
    links = dict(zip(short_first, await asyncio.gather(*map(one, short_first)), strict=True))
    return [links[video] for video in VIDEOS]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
