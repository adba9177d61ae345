"""25 workers, each with a loop of its own; the register sees to it that no address is taken twice."""

import asyncio
from collections.abc import AsyncIterator

from world import CONNECTIONS, is_alive, next_address


async def addresses() -> AsyncIterator[str]:
    """Take one address after the other from the register, until it is empty."""
    while (address := await next_address()) is not None:
        yield address


async def worker() -> list[str]:
    """Look at addresses as long as there are any, and return the dead ones."""
    return [address async for address in addresses() if not await is_alive(address)]


async def main() -> list[str]:
    """Return the addresses that lead nowhere any more, in any order."""
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker()) for _ in range(CONNECTIONS)]
    return [address for each in workers for address in each.result()]


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
