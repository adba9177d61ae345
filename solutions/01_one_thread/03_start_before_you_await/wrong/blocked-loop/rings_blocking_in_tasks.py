"""A task for each friend, but each of them blocks while it rings."""

import asyncio

from world import FRIENDS, ring_blocking


async def greet(friend: str) -> None:
    answer = ring_blocking(friend)  # cause: blocking-call
    print(answer)


async def main() -> None:
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
