"""Takes the first task that is done, and on a day when that mirror is down, its exception."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    tasks = [asyncio.create_task(download(mirror)) for mirror in MIRRORS]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)
    return done.pop().result()  # cause: failure-not-expected


if __name__ == "__main__":
    print(asyncio.run(main()))
