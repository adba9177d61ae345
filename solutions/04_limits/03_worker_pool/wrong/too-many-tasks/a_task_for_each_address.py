"""A thousand tasks queue up in front of a semaphore."""

import asyncio

from world import is_alive, next_address


async def main() -> list[str]:
    places = asyncio.Semaphore(25)
    dead: list[str] = []

    async def look(address: str) -> None:
        async with places:
            if not await is_alive(address):
                dead.append(address)

    async with asyncio.TaskGroup() as group:
        while (address := await next_address()) is not None:
            group.create_task(look(address))  # cause: task-for-each
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
