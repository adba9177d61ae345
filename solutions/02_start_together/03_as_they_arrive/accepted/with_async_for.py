"""Since Python 3.13 an `async for` over as_completed gives the tasks themselves."""

import asyncio
import sys

from world import FEEDS, fetch


async def main() -> None:
    feeds: dict[asyncio.Future[str], str] = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    if sys.version_info >= (3, 13):
        async for task in asyncio.as_completed(feeds):
            print(f"{feeds[task]}: {task.result()}")
    else:
        for task in feeds:
            task.add_done_callback(lambda done: print(f"{feeds[done]}: {done.result()}"))
        await asyncio.gather(*feeds)


if __name__ == "__main__":
    asyncio.run(main())
