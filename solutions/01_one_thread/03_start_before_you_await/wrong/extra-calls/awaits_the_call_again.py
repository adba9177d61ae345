"""Starts the tasks, then awaits new calls where the tasks were meant."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    for friend in FRIENDS:
        await greet(friend)  # cause: asked-again


if __name__ == "__main__":
    asyncio.run(main())
