"""Gives each task a name, and asks what as_completed gives for it."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    tasks = [asyncio.create_task(fetch(feed), name=feed) for feed in FEEDS]
    for arrival in asyncio.as_completed(tasks):
        headline = await arrival
        print(f"{arrival.get_name()}: {headline}")  # cause: as-completed-gives-others


if __name__ == "__main__":
    asyncio.run(main())
