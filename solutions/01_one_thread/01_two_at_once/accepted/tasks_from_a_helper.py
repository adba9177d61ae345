"""A helper makes the tasks, under names of its own; main waits for them."""

import asyncio

from world import download


async def load() -> str:
    return await download()


async def count(up_to: int, pause: float) -> None:
    for number in range(up_to):
        print(number)
        await asyncio.sleep(pause)


def start() -> tuple[asyncio.Task[str], asyncio.Task[None]]:
    return asyncio.create_task(load()), asyncio.create_task(count(10, 0.25))


async def main() -> str:
    loading, counting = start()
    await counting
    return await loading


if __name__ == "__main__":
    print(asyncio.run(main()))
