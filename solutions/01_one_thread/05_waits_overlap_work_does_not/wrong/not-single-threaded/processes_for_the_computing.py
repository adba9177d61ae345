"""Computes in a process for each photo."""

import asyncio
import multiprocessing

from world import PHOTOS, burn, download

PREDICTION = 3.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    negative = await download(photo)
    process = multiprocessing.Process(target=develop, args=(negative,))
    process.start()  # cause: another-process
    while process.is_alive():
        await asyncio.sleep(0.125)
    return negative[::-1]


async def main() -> list[str]:
    return await asyncio.gather(*map(picture, PHOTOS))


if __name__ == "__main__":
    print(asyncio.run(main()))
