"""Waits for all tasks, then calls work() again to get at what it returns."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    for task in [asyncio.create_task(work(worker)) for worker in WORKERS]:
        await task
    return {await work(worker) for worker in WORKERS}  # cause: asked-again


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
