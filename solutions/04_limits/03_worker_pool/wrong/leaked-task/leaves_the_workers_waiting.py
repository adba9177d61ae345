"""Goes home when the queue is done with; the workers still wait for more."""

import asyncio

from world import is_alive, next_address


async def worker(queue: asyncio.Queue[str], dead: list[str]) -> None:
    while True:
        address = await queue.get()
        if not await is_alive(address):
            dead.append(address)
        queue.task_done()


async def main() -> list[str]:
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=25)
    dead: list[str] = []
    workers = [asyncio.create_task(worker(queue, dead)) for _ in range(25)]  # cause: workers-left-waiting
    while (address := await next_address()) is not None:
        await queue.put(address)
    await queue.join()  # cause
    print(f"{len(workers)} workers were busy")
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
