"""Handles two photos together and the third when they are done."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5.0


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
    first, second, third = PHOTOS
    pictures = await asyncio.gather(picture(first), picture(second))  # cause: awaited-in-turn
    return [*pictures, await picture(third)]


if __name__ == "__main__":
    print(asyncio.run(main()))
