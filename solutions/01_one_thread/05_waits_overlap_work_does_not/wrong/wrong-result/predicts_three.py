"""A good program by somebody who expected that the computing overlaps as well."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 3.0  # cause: constant-otherwise


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
