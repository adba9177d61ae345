"""Takes 25, waits for all of them, takes the next 25."""

import asyncio

from world import is_alive, next_address


async def take(count: int) -> list[str]:
    taken: list[str] = []
    while len(taken) < count and (address := await next_address()) is not None:
        taken.append(address)
    return taken


async def main() -> list[str]:
    dead: list[str] = []
    while batch := await take(25):
        alive = await asyncio.gather(*map(is_alive, batch))  # cause: chunks
        dead += [address for address, lives in zip(batch, alive, strict=True) if not lives]
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
