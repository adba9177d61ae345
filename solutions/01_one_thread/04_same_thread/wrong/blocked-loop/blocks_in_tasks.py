"""A task for each worker, but each of them blocks while its machine runs."""

import asyncio
import threading

from world import WORKERS, sort_letters_blocking


async def work(worker: str) -> int:
    count = sort_letters_blocking(worker)  # cause: blocking-call
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    tasks = [asyncio.create_task(work(worker)) for worker in WORKERS]
    return {await task for task in tasks}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
