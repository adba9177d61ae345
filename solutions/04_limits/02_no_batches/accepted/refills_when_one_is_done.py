"""The window by hand: wait for the first to be done, and fill its place."""

import asyncio

from world import PLACES, VIDEOS, convert


async def main() -> list[str]:
    tasks: list[asyncio.Task[str]] = []
    running: set[asyncio.Task[str]] = set()
    for video in VIDEOS:
        if len(running) == PLACES:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        tasks.append(asyncio.create_task(convert(video)))
        running.add(tasks[-1])
    return [await task for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
