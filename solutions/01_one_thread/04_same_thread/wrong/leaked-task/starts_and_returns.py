"""Starts everybody and returns before anybody has reported."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str, threads: set[int]) -> None:
    await sort_letters(worker)
    threads.add(threading.get_ident())


async def main() -> set[int]:
    threads: set[int] = set()
    for worker in WORKERS:
        asyncio.create_task(work(worker, threads))  # cause: never-waited-for
    return threads


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
