"""Sends each worker to a thread of its own."""

import asyncio
import threading

from world import WORKERS, sort_letters_blocking


def work(worker: str) -> int:
    count = sort_letters_blocking(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    return set(await asyncio.gather(*(asyncio.to_thread(work, worker) for worker in WORKERS)))  # cause: another-thread


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
