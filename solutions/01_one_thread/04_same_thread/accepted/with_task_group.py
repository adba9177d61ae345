"""A task group, and the results when its block is over."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(worker)) for worker in WORKERS]
    return {task.result() for task in tasks}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
