"""Waits for the losers also where there are none."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    pending = {asyncio.create_task(download(mirror)) for mirror in MIRRORS}
    winner = None
    while winner is None:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                winner = task
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)  # cause: waits-for-nothing
    return winner.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
