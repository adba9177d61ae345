"""Cancels the losers and gives them one turn of the loop, which is not enough to hang up."""

import asyncio

from world import MIRRORS, download


async def main() -> str:
    pending = {asyncio.create_task(download(mirror)) for mirror in MIRRORS}
    while True:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception() is None:
                for loser in pending:
                    loser.cancel()  # cause
                await asyncio.sleep(0)  # cause: cancel-not-awaited
                return task.result()


if __name__ == "__main__":
    print(asyncio.run(main()))
