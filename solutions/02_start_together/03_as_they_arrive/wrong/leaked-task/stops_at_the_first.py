"""Waits for the first to arrive, once, and forgets to go on."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    feeds = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    done, _ = await asyncio.wait(feeds, return_when=asyncio.FIRST_COMPLETED)  # cause: waits-for-some
    for task in done:
        print(f"{feeds[task]}: {task.result()}")


if __name__ == "__main__":
    asyncio.run(main())
