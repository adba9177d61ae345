"""Waits for the first worker before the second is hired."""

import asyncio

from world import is_alive, next_address


async def worker(dead: list[str]) -> None:
    while (address := await next_address()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    for _ in range(25):
        await worker(dead)  # cause: await-in-loop
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
