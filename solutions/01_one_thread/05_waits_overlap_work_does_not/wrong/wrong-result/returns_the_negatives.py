"""Develops each negative, and returns the negative."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    develop(negative)  # cause
    return negative  # cause: returned-otherwise


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
