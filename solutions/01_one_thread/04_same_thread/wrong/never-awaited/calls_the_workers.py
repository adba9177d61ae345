"""Calls work() as if it were a plain function: nobody works."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str, threads: set[int]) -> None:
    await sort_letters(worker)
    threads.add(threading.get_ident())


async def main() -> set[int]:
    threads: set[int] = set()
    for worker in WORKERS:
        work(worker, threads)  # cause: call-not-awaited
    return threads


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
