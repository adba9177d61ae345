"""gather gives a list of the numbers; the set is made of it."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> set[int]:
    return set(await asyncio.gather(*map(work, WORKERS)))


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
