"""Keeps main a plain function and calls asyncio.run for each friend."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


def main() -> None:
    for friend in FRIENDS:
        asyncio.run(greet(friend))  # cause: second-loop


if __name__ == "__main__":
    main()
