"""Starts a thread for each worker, and in it an event loop."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


def main() -> set[int]:
    numbers = []
    threads = [
        threading.Thread(target=lambda worker=worker: numbers.append(asyncio.run(work(worker)))) for worker in WORKERS
    ]
    for thread in threads:
        thread.start()  # cause: another-thread
    for thread in threads:
        thread.join()
    return set(numbers)


if __name__ == "__main__":
    print("threads:", main())
