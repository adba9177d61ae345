"""Awaits the task that was started last, since the others must be done by then."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    tasks = [asyncio.create_task(work(worker)) for worker in WORKERS]
    return {await tasks[-1]}  # cause: waits-for-some


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
