"""Makes a task and awaits it before the next friend's turn."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    for friend in FRIENDS:
        task = asyncio.create_task(greet(friend))
        await task  # cause: awaited-at-creation


if __name__ == "__main__":
    asyncio.run(main())
