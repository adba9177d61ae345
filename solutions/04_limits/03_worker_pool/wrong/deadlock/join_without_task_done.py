"""Waits for the queue to be done with, and nobody tells the queue."""

import asyncio

from world import is_alive, next_address


async def worker(queue: asyncio.Queue[str], dead: list[str]) -> None:
    while True:
        address = await queue.get()  # cause: task-done-missing
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=25)
    dead: list[str] = []
    workers = [asyncio.create_task(worker(queue, dead)) for _ in range(25)]
    while (address := await next_address()) is not None:
        await queue.put(address)
    await queue.join()  # cause
    for each in workers:
        each.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
