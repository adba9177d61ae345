"""Starts all three and returns before any is there."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str, pictures: list[str]) -> None:
    pictures.append(develop(await download(photo)))


async def main() -> list[str]:
    pictures: list[str] = []
    for photo in PHOTOS:
        asyncio.create_task(picture(photo, pictures))  # cause: never-waited-for
    return pictures


if __name__ == "__main__":
    print(asyncio.run(main()))
