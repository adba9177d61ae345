"""Keeps main a plain function and calls asyncio.run inside it."""

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


async def pictures() -> list[str]:
    return await asyncio.gather(*map(picture, PHOTOS))


def main() -> list[str]:
    return asyncio.run(pictures())  # cause: second-loop


if __name__ == "__main__":
    print(main())
