"""All waits at once; the computing one after the other, on the one thread there is."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0  # 2 s of waiting, which overlaps, and three times 1 s of computing, which does not


def develop(negative: str) -> str:
    """Compute the picture from its negative; takes 1 s of the processor."""
    burn(1.0)
    return negative[::-1]


async def picture(photo: str) -> str:
    """Fetch a negative and develop it."""
    negative = await download(photo)
    print(f"{photo}: the negative is here")
    result = develop(negative)
    print(f"{photo}: developed")
    return result


async def main() -> list[str]:
    """Return the three pictures."""
    tasks = [asyncio.create_task(picture(photo)) for photo in PHOTOS]
    return [await task for task in tasks]


if __name__ == "__main__":
    print(asyncio.run(main()))
