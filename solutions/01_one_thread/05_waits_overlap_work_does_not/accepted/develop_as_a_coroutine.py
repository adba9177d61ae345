"""develop as a coroutine, in small pieces: it does no harm, and makes nothing quicker."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 2.0 + len(PHOTOS) * 1.0


async def develop(negative: str) -> str:
    for _ in range(4):
        burn(0.25)
        await asyncio.sleep(0)
    return negative[::-1]


async def picture(photo: str) -> str:
    return await develop(await download(photo))


async def main() -> list[str]:
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
