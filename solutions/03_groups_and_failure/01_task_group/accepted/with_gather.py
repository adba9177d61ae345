"""gather keeps the places, so names and results can be paired."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    return dict(zip(PICTURES, await asyncio.gather(*map(upload, PICTURES)), strict=True))


if __name__ == "__main__":
    print(asyncio.run(main()))
