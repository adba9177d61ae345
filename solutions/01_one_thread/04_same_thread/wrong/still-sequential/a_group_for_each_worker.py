"""Opens a task group inside the round: each waits for its only worker."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    threads = set()
    for worker in WORKERS:
        async with asyncio.TaskGroup() as group:  # cause: group-for-each
            task = group.create_task(work(worker))
        threads.add(task.result())
    return threads


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
