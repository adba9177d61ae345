"""Takes what as_completed gives for one of its own tasks."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    feeds = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    for arrival in asyncio.as_completed(feeds):
        headline = await arrival
        print(f"{feeds[arrival]}: {headline}")  # cause: as-completed-gives-others


if __name__ == "__main__":
    asyncio.run(main())
