"""Waits until all addresses are in a queue that holds 25 of them, and begins the workers behind that."""

import asyncio

from world import CONNECTIONS, is_alive, next_address


async def producer(queue: asyncio.Queue[str | None]) -> None:
    while (address := await next_address()) is not None:
        await queue.put(address)  # cause: put-before-any-takes
    for _ in range(CONNECTIONS):
        await queue.put(None)


async def worker(queue: asyncio.Queue[str | None], dead: list[str]) -> None:
    while (address := await queue.get()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue(maxsize=CONNECTIONS)
    dead: list[str] = []
    await producer(queue)  # cause
    await asyncio.gather(*(worker(queue, dead) for _ in range(CONNECTIONS)))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
