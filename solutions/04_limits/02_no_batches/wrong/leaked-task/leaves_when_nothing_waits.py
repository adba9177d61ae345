"""Fills the places until no video waits any more, and forgets those still in conversion."""

import asyncio

from world import VIDEOS, convert


async def main() -> list[str]:
    tasks: list[asyncio.Task[str]] = []
    running: set[asyncio.Task[str]] = set()
    for video in VIDEOS:
        if len(running) == 3:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        tasks.append(asyncio.create_task(convert(video)))  # cause
        running.add(tasks[-1])
    return [task.result() for task in tasks if task.done()]  # cause: never-waited-for


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
