"""Has workers, and reads the whole register into a list before they begin."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from world import is_alive, next_address


async def addresses() -> AsyncIterator[str]:
    while (address := await next_address()) is not None:
        yield address


async def worker(every: Iterator[str], dead: list[str]) -> None:
    for address in every:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    every = iter([address async for address in addresses()])  # cause: all-read-first
    dead: list[str] = []
    await asyncio.gather(*(worker(every, dead) for _ in range(25)))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
