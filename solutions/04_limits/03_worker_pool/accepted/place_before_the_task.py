"""A task for each address, made only when there is a place for it: no more than 25 live at a time."""

import asyncio

from world import CONNECTIONS, is_alive, next_address


async def main() -> list[str]:
    places = asyncio.Semaphore(CONNECTIONS)
    dead: list[str] = []

    async def look(address: str) -> None:
        try:
            if not await is_alive(address):
                dead.append(address)
        finally:
            places.release()

    async with asyncio.TaskGroup() as group:
        await places.acquire()
        while (address := await next_address()) is not None:
            group.create_task(look(address))
            await places.acquire()
    return dead


if __name__ == "__main__":
    print(*asyncio.run(main()), sep="\n")
