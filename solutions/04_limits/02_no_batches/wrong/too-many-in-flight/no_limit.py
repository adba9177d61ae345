"""Starts all seven: as quick as the wedding, and far too many."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    return await asyncio.gather(*map(convert, VIDEOS))  # cause: no-limit


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
