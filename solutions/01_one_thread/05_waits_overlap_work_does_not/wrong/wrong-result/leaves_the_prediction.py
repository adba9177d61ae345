"""A good program by somebody who did not predict."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 9.0  # seconds that main() will take when you are done  # cause: constant-otherwise


def develop(negative: str) -> str:
    burn(1.0)
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
