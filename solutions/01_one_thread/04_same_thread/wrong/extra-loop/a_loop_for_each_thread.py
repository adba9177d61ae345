"""Makes an event loop for each worker and lets a thread run it."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


def main() -> set[int]:
    numbers = []

    def run(loop: asyncio.AbstractEventLoop, worker: str) -> None:
        numbers.append(loop.run_until_complete(work(worker)))
        loop.close()

    threads = []
    for worker in WORKERS:
        loop = asyncio.new_event_loop()  # cause: second-loop
        thread = threading.Thread(target=run, args=(loop, worker))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return set(numbers)


if __name__ == "__main__":
    print("threads:", main())
