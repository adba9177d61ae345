"""Notes those that answer."""

import asyncio

from world import is_alive, next_address


async def worker(found: list[str]) -> None:
    while (address := await next_address()) is not None:
        if await is_alive(address):  # cause: returned-otherwise
            found.append(address)  # cause


async def main() -> list[str]:
    found: list[str] = []
    await asyncio.gather(*(worker(found) for _ in range(25)))
    return found


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
