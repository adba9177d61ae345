"""Starts two friends together and the third when both have answered."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    ada, bo, chidi = FRIENDS
    await asyncio.gather(greet(ada), greet(bo))  # cause: awaited-in-turn
    await greet(chidi)


if __name__ == "__main__":
    asyncio.run(main())
