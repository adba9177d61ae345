"""Trusts that whoever was rung last answers last."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    await tasks[-1]  # cause: waits-for-some


if __name__ == "__main__":
    asyncio.run(main())
