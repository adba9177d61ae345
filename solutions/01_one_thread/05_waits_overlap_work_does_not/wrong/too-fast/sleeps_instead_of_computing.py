"""Puts a sleep in the place of the computing, so that it can be awaited."""

import asyncio

from world import PHOTOS, download

PREDICTION = 3.0


async def develop(negative: str) -> str:
    await asyncio.sleep(1.0)  # cause: sleeps-for-computing
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    print(f"{photo}: the negative is here")
    result = await develop(negative)
    print(f"{photo}: developed")
    return result


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
