"""Waits for a while and hangs up on whoever has not answered by then."""

import asyncio

from world import FRIENDS, ring


async def greet(friend: str) -> None:
    answer = await ring(friend)
    print(answer)


async def main() -> None:
    tasks = [asyncio.create_task(greet(friend)) for friend in FRIENDS]
    _, ringing = await asyncio.wait(tasks, timeout=2.5)  # cause: gives-up
    for task in ringing:
        task.cancel()
    await asyncio.gather(*ringing, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
