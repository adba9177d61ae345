"""Waits for everybody, and prints who answered instead of what they said."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    await ring(friend)
    print(f"{friend} answered")  # cause: printed-otherwise


async def main() -> None:
    await asyncio.gather(*(greet(friend) for friend in FRIENDS))


if __name__ == "__main__":
    asyncio.run(main())
