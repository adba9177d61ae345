"""Has one variable for all tasks: it holds, and awaits, only the last of them."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    for friend in FRIENDS:
        task = asyncio.create_task(greet(friend))  # cause: name-overwritten
    await task


if __name__ == "__main__":
    asyncio.run(main())
