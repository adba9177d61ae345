"""Collects the links as the videos get done."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    places = asyncio.Semaphore(3)
    links: list[str] = []

    async def one(video: str) -> None:
        async with places:
            links.append(await convert(video))  # cause: order-of-arrival

    await asyncio.gather(*map(one, VIDEOS))
    return links


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
