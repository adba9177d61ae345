"""as_completed hands out what comes next; each result brings the name of its feed along."""

import asyncio

from world import FEEDS, fetch


async def news_of(feed: str) -> str:
    """Return the line of a feed for the board."""
    headline = await fetch(feed)
    return f"{feed}: {headline}"


async def main() -> None:
    """Show the latest headline of every feed, each when it arrives."""
    for arrival in asyncio.as_completed([news_of(feed) for feed in FEEDS]):
        print(await arrival)


if __name__ == "__main__":
    asyncio.run(main())
