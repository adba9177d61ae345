"""Develops each negative as it comes in."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def main() -> list[str]:
    downloads = [download(photo) for photo in PHOTOS]
    return [develop(await negative) for negative in asyncio.as_completed(downloads)]


if __name__ == "__main__":
    print(asyncio.run(main()))
