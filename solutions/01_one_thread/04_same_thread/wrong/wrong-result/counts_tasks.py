"""Takes tasks for threads, and reports the identity of each task."""

import asyncio

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return id(asyncio.current_task())  # cause: returned-otherwise


async def main() -> set[int]:
    tasks = [asyncio.create_task(work(worker)) for worker in WORKERS]
    return {await task for task in tasks}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
