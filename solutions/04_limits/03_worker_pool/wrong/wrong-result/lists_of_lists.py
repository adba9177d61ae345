"""Returns what gather gives: a list for each worker."""

import asyncio

from world import is_alive, next_address


async def worker() -> list[str]:
    dead = []
    while (address := await next_address()) is not None:
        if not await is_alive(address):
            dead.append(address)
    return dead


async def main() -> list[list[str]]:
    return await asyncio.gather(*(worker() for _ in range(25)))  # cause: lists-not-joined


if __name__ == "__main__":
    print(asyncio.run(main()))
