"""A producer, a queue that holds 25, and 25 workers; one sign to stop for each."""

import asyncio

from world import CONNECTIONS, is_alive, next_address


async def producer(queue: asyncio.Queue[str | None]) -> None:
    while (address := await next_address()) is not None:
        await queue.put(address)
    for _ in range(CONNECTIONS):
        await queue.put(None)


async def worker(queue: asyncio.Queue[str | None], dead: list[str]) -> None:
    while (address := await queue.get()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue(maxsize=25)
    dead: list[str] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue))
        for _ in range(CONNECTIONS):
            group.create_task(worker(queue, dead))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
