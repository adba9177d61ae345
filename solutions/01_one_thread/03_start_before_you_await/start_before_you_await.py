"""Start a task for each friend, then wait for each task."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    """Ring a friend, and print what they say."""
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    """Greet everybody."""
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
