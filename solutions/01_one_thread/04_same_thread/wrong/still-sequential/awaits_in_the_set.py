"""Awaits each worker in the comprehension that builds the set."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    return {await work(worker) for worker in WORKERS}  # cause: await-in-loop


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
