"""A task group waits for all that show their own."""

import asyncio

from world import FEEDS, fetch


async def show(feed: str) -> None:
    print(f"{feed}: {await fetch(feed)}")


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        for feed in FEEDS:
            group.create_task(show(feed))


if __name__ == "__main__":
    asyncio.run(main())
