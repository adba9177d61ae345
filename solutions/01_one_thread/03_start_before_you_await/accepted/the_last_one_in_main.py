"""Tasks for all but the last friend, whom main greets itself."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    *others, last = FRIENDS
    tasks = [asyncio.create_task(greet(friend)) for friend in others]
    await greet(last)
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
