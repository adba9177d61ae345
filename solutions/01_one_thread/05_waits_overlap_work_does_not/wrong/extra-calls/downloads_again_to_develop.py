"""Fetches all negatives at once, and each of them again when it is developed."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def main() -> tuple[str, ...]:
    downloads = [asyncio.create_task(download(photo)) for photo in PHOTOS]
    await asyncio.wait(downloads)
    return tuple([develop(await download(photo)) for photo in PHOTOS])  # cause: asked-again


if __name__ == "__main__":
    print(asyncio.run(main()))
