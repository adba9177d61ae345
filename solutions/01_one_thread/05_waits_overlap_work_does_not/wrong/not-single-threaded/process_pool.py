"""Sends the computing to a pool of processes."""

import asyncio
from concurrent.futures import ProcessPoolExecutor

from world import PHOTOS, burn, download

PREDICTION = 3.0


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def picture(photo: str, pool: ProcessPoolExecutor) -> str:
    negative = await download(photo)
    return await asyncio.get_running_loop().run_in_executor(pool, develop, negative)


async def main() -> list[str]:
    with ProcessPoolExecutor() as pool:  # cause: another-process
        return await asyncio.gather(*(picture(photo, pool) for photo in PHOTOS))


if __name__ == "__main__":
    print(asyncio.run(main()))
