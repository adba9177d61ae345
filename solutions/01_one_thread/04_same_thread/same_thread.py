"""A task for each worker; their results, in one set."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    """Sort a worker's letters, and return the thread that this ran on."""
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    """Let everybody work, and return the threads that were used."""
    tasks = [asyncio.create_task(work(worker)) for worker in WORKERS]
    return {await task for task in tasks}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
