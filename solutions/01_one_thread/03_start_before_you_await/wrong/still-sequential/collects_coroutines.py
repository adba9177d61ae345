"""Collects coroutines, which have not started, and awaits one after the other."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    greetings = [greet(friend) for friend in FRIENDS]  # cause: coroutines-for-tasks
    for greeting in greetings:
        await greeting  # cause


if __name__ == "__main__":
    asyncio.run(main())
