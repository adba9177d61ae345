"""Leaves the computing out: the picture comes out all the same."""

import asyncio

from world import PHOTOS, download

PREDICTION = 2.0


def develop(negative: str) -> str:  # cause: computes-too-little
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    print(f"{photo}: the negative is here")
    result = develop(negative)
    print(f"{photo}: developed")
    return result


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
