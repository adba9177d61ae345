"""25 workers ask one generator, which can only answer one of them at a time."""

import asyncio
from collections.abc import AsyncIterator

from world import is_alive, next_address


async def addresses() -> AsyncIterator[str]:
    while (address := await next_address()) is not None:
        yield address


async def worker(source: AsyncIterator[str], dead: list[str]) -> None:
    async for address in source:  # cause: generator-shared
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    source = addresses()
    dead: list[str] = []
    async with asyncio.TaskGroup() as group:
        for _ in range(25):
            group.create_task(worker(source, dead))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
