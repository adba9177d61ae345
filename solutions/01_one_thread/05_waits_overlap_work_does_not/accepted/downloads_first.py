"""Fetches all negatives at once, then develops one after the other."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 5


def develop(negative: str) -> str:
    burn(1.0)
    return negative[::-1]


async def main() -> tuple[str, ...]:
    downloads = [asyncio.create_task(download(photo)) for photo in PHOTOS]
    negatives = [await negative for negative in downloads]
    return tuple(develop(negative) for negative in negatives)


if __name__ == "__main__":
    print(asyncio.run(main()))
