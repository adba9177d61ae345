"""Calls greet() as if it were a plain function: no telephone ever rings."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    for friend in FRIENDS:
        greet(friend)  # cause: call-not-awaited


if __name__ == "__main__":
    asyncio.run(main())
