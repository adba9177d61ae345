"""Gives the mirrors half a second, hangs up properly, and returns nothing."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    tasks = [asyncio.create_task(download(mirror)) for mirror in MIRRORS]
    done, pending = await asyncio.wait(tasks, timeout=0.5)  # cause: gives-up
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return done.pop().result() if done else ""


if __name__ == "__main__":
    print(asyncio.run(main()))
