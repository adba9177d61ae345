"""Each worker takes one address, and looks at it for ever."""

import asyncio

from world import CONNECTIONS, is_alive, next_address


async def worker(dead: list[str]) -> None:
    address = await next_address()
    while address is not None:  # cause: never-left
        alive = await is_alive(address)
        if not alive:
            dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    await asyncio.gather(*(worker(dead) for _ in range(CONNECTIONS)))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
