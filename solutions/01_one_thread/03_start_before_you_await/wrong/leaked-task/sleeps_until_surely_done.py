"""Sleeps until all must have answered, instead of waiting for them."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    await asyncio.sleep(3.5)  # cause: sleeps-for-the-wait


if __name__ == "__main__":
    asyncio.run(main())
