"""Prints the headlines as they arrive, and nobody knows whose they are."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    for arrival in asyncio.as_completed([fetch(feed) for feed in FEEDS]):
        print(await arrival)  # cause: printed-otherwise


if __name__ == "__main__":
    asyncio.run(main())
