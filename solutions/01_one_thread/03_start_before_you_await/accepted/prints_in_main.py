"""The tasks only ring; main prints what each of them gives."""

import asyncio

from world import FRIENDS, ring


async def main() -> None:
    tasks = [asyncio.create_task(ring(friend)) for friend in FRIENDS]
    for task in tasks:
        print(await task)


if __name__ == "__main__":
    asyncio.run(main())
