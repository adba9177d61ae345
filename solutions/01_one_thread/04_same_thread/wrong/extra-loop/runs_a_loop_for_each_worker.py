"""Keeps main a plain function and calls asyncio.run for each worker."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


def main() -> set[int]:
    return {asyncio.run(work(worker)) for worker in WORKERS}  # cause: second-loop


if __name__ == "__main__":
    print("threads:", main())
