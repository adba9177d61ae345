"""wait gives back whatever is done, again and again, and knows its tasks."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    feeds = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    waiting = set(feeds)
    while waiting:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            print(f"{feeds[task]}: {task.result()}")


if __name__ == "__main__":
    asyncio.run(main())
