"""Cancels a loser, awaits it, and only then cancels the next."""

import asyncio
from contextlib import suppress

from world import MIRRORS, download


async def main() -> str:
    pending = {asyncio.create_task(download(mirror)) for mirror in MIRRORS}
    winner = None
    while winner is None:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        winner = next((task for task in done if task.exception() is None), None)
    for task in pending:
        task.cancel()  # cause: cancelled-in-turn
        with suppress(asyncio.CancelledError):
            await task  # cause
    return winner.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
