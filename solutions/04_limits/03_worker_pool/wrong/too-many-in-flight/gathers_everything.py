"""Looks at everything at once."""

import asyncio
from collections.abc import AsyncIterator

from world import is_alive, next_address


async def addresses() -> AsyncIterator[str]:
    while (address := await next_address()) is not None:
        yield address


async def main() -> list[str]:
    every = [address async for address in addresses()]
    alive = await asyncio.gather(*map(is_alive, every))  # cause: no-limit
    return [address for address, lives in zip(every, alive, strict=True) if not lives]


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
