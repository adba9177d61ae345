"""Waits for all that run before it fills their places."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    tasks: list[asyncio.Task[str]] = []
    running: set[asyncio.Task[str]] = set()
    for video in VIDEOS:
        if len(running) == 3:
            _, running = await asyncio.wait(running, return_when=asyncio.ALL_COMPLETED)  # cause: chunks
        tasks.append(asyncio.create_task(convert(video)))
        running.add(tasks[-1])
    return [await task for task in tasks]


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
