"""Cancels what is not there after two and a quarter seconds."""

import asyncio

from world import FEEDS, fetch


async def show(feed: str) -> None:
    try:
        print(f"{feed}: {await asyncio.wait_for(fetch(feed), timeout=2.25)}")  # cause: gives-up
    except TimeoutError:
        print(f"{feed}: no news")


async def main() -> None:
    await asyncio.gather(*map(show, FEEDS))


if __name__ == "__main__":
    asyncio.run(main())
