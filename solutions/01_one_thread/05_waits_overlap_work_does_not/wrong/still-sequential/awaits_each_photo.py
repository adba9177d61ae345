"""Awaits each photo before it starts the next."""

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
    return [await picture(photo) for photo in PHOTOS]  # cause: await-in-loop


if __name__ == "__main__":
    print(asyncio.run(main()))
