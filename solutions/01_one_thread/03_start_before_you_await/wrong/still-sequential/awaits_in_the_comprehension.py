"""Awaits each task in the comprehension that makes it."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    [await asyncio.create_task(greet(friend)) for friend in FRIENDS]  # cause: awaited-at-creation


if __name__ == "__main__":
    asyncio.run(main())
