"""A callback on each task prints its line."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    tasks = [asyncio.create_task(fetch(feed), name=feed) for feed in FEEDS]
    for task in tasks:
        task.add_done_callback(lambda done: print(f"{done.get_name()}: {done.result()}"))
    await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main())
