"""Counts from 1 to 24."""

import asyncio

from world import is_alive, next_address


async def worker(dead: list[str]) -> None:
    while (address := await next_address()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    await asyncio.gather(*(worker(dead) for _ in range(1, 25)))  # cause: limit-too-narrow
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
