"""gather starts all and waits for all."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    await asyncio.gather(*(greet(friend) for friend in FRIENDS))


if __name__ == "__main__":
    asyncio.run(main())
