"""Each coroutine does everything for its feed, to the last print."""

import asyncio

from world import FEEDS, fetch


async def show(feed: str) -> None:
    print(f"{feed}: {await fetch(feed)}")


async def main() -> None:
    await asyncio.gather(*map(show, FEEDS))


if __name__ == "__main__":
    asyncio.run(main())
