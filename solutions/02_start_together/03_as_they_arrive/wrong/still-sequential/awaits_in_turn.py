"""Awaits each feed before it asks the next."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    for feed in FEEDS:
        print(f"{feed}: {await fetch(feed)}")  # cause: await-in-loop


if __name__ == "__main__":
    asyncio.run(main())
