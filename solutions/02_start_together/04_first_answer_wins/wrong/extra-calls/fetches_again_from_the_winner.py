"""Finds out who is the quickest, and fetches the file from there once more."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    tasks = {asyncio.create_task(download(mirror)): mirror for mirror in MIRRORS}
    pending = set(tasks)
    winner = None
    while winner is None:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        winner = next((tasks[task] for task in done if task.exception() is None), None)
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return await download(winner)  # cause: asked-again


if __name__ == "__main__":
    print(asyncio.run(main()))
