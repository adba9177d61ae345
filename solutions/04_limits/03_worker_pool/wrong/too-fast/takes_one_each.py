"""A worker without a loop looks at one address, and is done."""

import asyncio

from world import is_alive, next_address


async def worker(dead: list[str]) -> None:  # cause
    address = await next_address()  # cause: items-left-out
    if address is not None and not await is_alive(address):
        dead.append(address)


async def main() -> list[str]:
    dead: list[str] = []
    await asyncio.gather(*(worker(dead) for _ in range(25)))
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
