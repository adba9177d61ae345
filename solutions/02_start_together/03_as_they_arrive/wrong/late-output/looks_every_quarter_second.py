"""Looks every quarter of a second whether something has arrived."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    waiting = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    while waiting:
        for task in [task for task in waiting if task.done()]:
            print(f"{waiting.pop(task)}: {task.result()}")
        if waiting:
            await asyncio.sleep(0.25)  # cause: polling


if __name__ == "__main__":
    asyncio.run(main())
