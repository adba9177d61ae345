"""Two batches at once, and each of them has three places of its own."""

import asyncio

from world import VIDEOS, convert


async def batch(videos: tuple[str, ...]) -> list[str]:
    places = asyncio.Semaphore(3)  # cause: limit-per-call

    async def one(video: str) -> str:
        async with places:
            return await convert(video)

    return await asyncio.gather(*map(one, videos))


async def main() -> list[str]:
    first, second = await asyncio.gather(batch(VIDEOS[:4]), batch(VIDEOS[4:]))
    return first + second


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
