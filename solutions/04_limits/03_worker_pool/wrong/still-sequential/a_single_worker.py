"""Writes a worker, and starts one."""

import asyncio

from world import is_alive, next_address


async def worker(dead: list[str]) -> None:
    while (address := await next_address()) is not None:
        if not await is_alive(address):
            dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    await asyncio.create_task(worker(dead))  # cause: one-worker
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
