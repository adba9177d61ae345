"""One gather over all of them, and one semaphore."""

import asyncio

from world import PLACES, VIDEOS, convert


async def main() -> list[str]:
    places = asyncio.Semaphore(PLACES)

    async def one(video: str) -> str:
        async with places:
            return await convert(video)

    return await asyncio.gather(*map(one, VIDEOS))


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
