"""All workers note into one list: nobody interrupts an append."""

import asyncio

from world import CONNECTIONS, is_alive, next_address


async def worker(dead: list[str]) -> None:
    while (address := await next_address()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(worker(dead))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
