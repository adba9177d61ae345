"""Since Python 3.13 an `async for` over as_completed gives the tasks themselves."""

import asyncio
import sys

from world import FEEDS, fetch


async def main() -> None:
    tasks = [asyncio.create_task(fetch(feed), name=feed) for feed in FEEDS]
    if sys.version_info >= (3, 13):
        async for task in asyncio.as_completed(tasks):
            print(f"{task.get_name()}: {task.result()}")
    else:
        for task in tasks:
            task.add_done_callback(lambda done: print(f"{done.get_name()}: {done.result()}"))
        await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main())
