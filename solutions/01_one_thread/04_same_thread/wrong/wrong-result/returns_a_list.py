"""Returns the five numbers as gather gives them, not the set of them."""

import asyncio
import threading

from world import WORKERS, sort_letters


async def work(worker: str) -> int:
    count = await sort_letters(worker)
    print(f"{worker} sorted {count} letters")
    return threading.get_ident()


async def main() -> list[int]:
    return await asyncio.gather(*map(work, WORKERS))  # cause: returned-otherwise


if __name__ == "__main__":
    print("threads:", asyncio.run(main()))
