"""Asks all tasks again and again, without a pause that takes time."""

import asyncio

from world import FEEDS, fetch


async def main() -> None:
    waiting = {asyncio.create_task(fetch(feed)): feed for feed in FEEDS}
    while waiting:  # cause
        for task in [task for task in waiting if task.done()]:
            print(f"{waiting.pop(task)}: {task.result()}")
        await asyncio.sleep(0)  # cause: polling


if __name__ == "__main__":
    asyncio.run(main())
