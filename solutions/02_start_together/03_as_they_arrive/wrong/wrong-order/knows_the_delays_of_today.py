"""Awaits the feeds in the order in which they arrived yesterday."""

import asyncio

from world import fetch

BY_SPEED = ("weather", "buses", "market", "ferries", "council")  # cause: order-written-down


async def main() -> None:
    tasks = {feed: asyncio.create_task(fetch(feed)) for feed in BY_SPEED}
    for feed, task in tasks.items():
        print(f"{feed}: {await task}")


if __name__ == "__main__":
    asyncio.run(main())
