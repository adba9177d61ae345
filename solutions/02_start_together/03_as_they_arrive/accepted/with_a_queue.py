"""Each feed puts its line into a queue, and main takes them out."""

import asyncio

from world import FEEDS, fetch


async def put(feed: str, board: asyncio.Queue[str]) -> None:
    await board.put(f"{feed}: {await fetch(feed)}")


async def main() -> None:
    board: asyncio.Queue[str] = asyncio.Queue()
    tasks = [asyncio.create_task(put(feed, board)) for feed in FEEDS]
    for _ in tasks:
        print(await board.get())


if __name__ == "__main__":
    asyncio.run(main())
