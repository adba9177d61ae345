"""A task group waits at the end of its block for all that was started in it."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        for friend in FRIENDS:
            group.create_task(greet(friend))


if __name__ == "__main__":
    asyncio.run(main())
