"""Takes whatever is done first, a failure too."""

import asyncio

from world import MIRRORS, download


async def attempt(mirror: str) -> str:
    try:
        return await download(mirror)
    except ConnectionError as error:
        return str(error)  # cause: exception-for-result


async def main() -> str:
    tasks = [asyncio.create_task(attempt(mirror)) for mirror in MIRRORS]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return done.pop().result()


if __name__ == "__main__":
    print(asyncio.run(main()))
