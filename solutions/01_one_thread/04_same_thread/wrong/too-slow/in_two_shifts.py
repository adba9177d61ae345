"""Lets three work together, then the other two."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    early = await asyncio.gather(*map(work, WORKERS[:3]))  # cause: chunks
    late = await asyncio.gather(*map(work, WORKERS[3:]))
    return {*early, *late}


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
