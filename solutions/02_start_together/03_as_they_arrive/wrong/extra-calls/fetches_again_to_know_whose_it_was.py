"""Sees that something has arrived, and fetches all again to find out what."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    shown = set()
    for arrival in asyncio.as_completed([fetch(feed) for feed in FEEDS]):
        headline = await arrival
        for feed in FEEDS:
            if feed not in shown and await fetch(feed) == headline:  # cause: asked-again
                print(f"{feed}: {headline}")
                shown.add(feed)
                break


if __name__ == "__main__":
    asyncio.run(main())
