"""Sends the computing to other threads."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 3.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    return await asyncio.to_thread(develop, negative)  # cause: another-thread


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
