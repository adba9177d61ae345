"""Each worker puts its number into one set: on one thread nobody gets in its way."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str, threads: set[int]) -> None:
    await sort_letters(worker)
    threads.add(threading.current_thread().ident or 0)


async def main() -> set[int]:
    threads: set[int] = set()
    async with asyncio.TaskGroup() as group:
        for worker in WORKERS:
            group.create_task(work(worker, threads))
    return threads


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
