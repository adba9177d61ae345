"""A producer fills a queue that takes everything, and is done before the workers have begun."""

import asyncio

from world import is_alive, next_address


async def producer(queue: asyncio.Queue[str | None]) -> None:
    while (address := await next_address()) is not None:
        await queue.put(address)
    for _ in range(25):
        await queue.put(None)


async def worker(queue: asyncio.Queue[str | None], dead: list[str]) -> None:
    while (address := await queue.get()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue()  # cause: queue-without-end
    dead: list[str] = []
    await asyncio.gather(producer(queue), *(worker(queue, dead) for _ in range(25)))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
