"""Starts everything and waits for nothing."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    for friend in FRIENDS:
        asyncio.create_task(greet(friend))  # cause: never-waited-for


if __name__ == "__main__":
    asyncio.run(main())
