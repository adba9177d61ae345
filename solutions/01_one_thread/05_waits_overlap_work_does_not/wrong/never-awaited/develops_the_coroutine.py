"""Forgets to await the download, and develops the coroutine."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = download(photo)  # cause: call-not-awaited
    print(f"{photo}: the negative is here")
    result = develop(negative)
    print(f"{photo}: developed")
    return result


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
