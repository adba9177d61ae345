"""Takes the answers in the order in which they come."""

import asyncio

from world import FRIENDS, ring


async def main() -> None:
    for answer in asyncio.as_completed([ring(friend) for friend in FRIENDS]):
        print(await answer)


if __name__ == "__main__":
    asyncio.run(main())
