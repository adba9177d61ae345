"""Chidi has never been the last to answer."""

import asyncio

from world import ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    ada = asyncio.create_task(greet("Ada"))
    bo = asyncio.create_task(greet("Bo"))
    chidi = asyncio.create_task(greet("Chidi"))  # cause: never-waited-for
    await ada
    await bo  # cause


if __name__ == "__main__":
    asyncio.run(main())
