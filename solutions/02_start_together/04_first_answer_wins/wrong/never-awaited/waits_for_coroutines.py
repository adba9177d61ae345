"""Hands coroutines to asyncio.wait, which has taken only tasks since Python 3.11."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    done, pending = await asyncio.wait(
        [download(mirror) for mirror in MIRRORS], return_when=asyncio.FIRST_COMPLETED  # cause: coroutines-for-tasks
    )
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)
    return done.pop().result()


if __name__ == "__main__":
    print(asyncio.run(main()))
