"""Takes the first answer, and awaits the others to the end instead of hanging up."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    pending = {asyncio.create_task(download(mirror)) for mirror in MIRRORS}
    winner = None
    while winner is None:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        winner = next((task for task in done if task.exception() is None), None)
    if pending:
        await asyncio.wait(pending)  # cause: waits-for-all
    return winner.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
