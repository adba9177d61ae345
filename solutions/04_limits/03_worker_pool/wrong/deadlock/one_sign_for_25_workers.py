"""Puts a single None into the queue at the end, and 24 workers wait for theirs."""

import asyncio

from world import is_alive, next_address


async def producer(queue: asyncio.Queue[str | None]) -> None:
    while (address := await next_address()) is not None:
        await queue.put(address)
    await queue.put(None)  # cause: too-few-signs


async def worker(queue: asyncio.Queue[str | None], dead: list[str]) -> None:
    while (address := await queue.get()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue(maxsize=25)
    dead: list[str] = []
    await asyncio.gather(producer(queue), *(worker(queue, dead) for _ in range(25)))  # cause
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
