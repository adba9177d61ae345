"""Forgets that what as_completed gives has still to be awaited."""

import asyncio

from world import FEEDS, fetch


async def news_of(feed: str) -> str:
    return f"{feed}: {await fetch(feed)}"


async def main() -> None:
    for arrival in asyncio.as_completed([news_of(feed) for feed in FEEDS]):
        print(arrival)  # cause: call-not-awaited


if __name__ == "__main__":
    asyncio.run(main())
