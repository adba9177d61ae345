"""Waits for the first exception instead of the first answer."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    tasks = [asyncio.create_task(download(mirror)) for mirror in MIRRORS]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)  # cause
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)  # cause: waits-for-nothing
    return done.pop().result()


if __name__ == "__main__":
    print(asyncio.run(main()))
