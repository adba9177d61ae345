"""The workers share one generator, and a lock lets only one of them ask it at a time."""

import asyncio
from collections.abc import AsyncIterator

from world import CONNECTIONS, is_alive, next_address


async def addresses() -> AsyncIterator[str]:
    while (address := await next_address()) is not None:
        yield address


async def main() -> list[str]:
    source = addresses()
    lock = asyncio.Lock()
    dead: list[str] = []

    async def worker() -> None:
        while True:
            async with lock:
                address = await anext(source, None)
            if address is None:
                return
            if not await is_alive(address):
                dead.append(address)

    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(worker())
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
