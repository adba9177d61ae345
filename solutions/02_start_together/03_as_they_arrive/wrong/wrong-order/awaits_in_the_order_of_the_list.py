"""Starts all five, then awaits them in the order of the list: the slow first one holds up the others."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    tasks = {feed: asyncio.create_task(fetch(feed)) for feed in FEEDS}
    for feed, task in tasks.items():  # cause
        print(f"{feed}: {await task}")  # cause: order-of-the-list


if __name__ == "__main__":
    asyncio.run(main())
