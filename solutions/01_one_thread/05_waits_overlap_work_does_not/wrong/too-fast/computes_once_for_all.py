"""Computes once, as if one second were enough for all three."""

import asyncio

from world import PHOTOS, burn, download

PREDICTION = 3.0


async def main() -> list[str]:
    negatives = await asyncio.gather(*(download(photo) for photo in PHOTOS))
    burn(1.0)  # cause: computes-too-little
    return [negative[::-1] for negative in negatives]


if __name__ == "__main__":
    print(asyncio.run(main()))
