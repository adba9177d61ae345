"""A task group does the last step: its block ends when all that was started in it has ended."""

import asyncio

from world import MIRRORS, download


async def attempt(mirror: str) -> str | None:
    try:
        return await download(mirror)
    except ConnectionError:
        return None


async def main() -> str:
    answer = None
    async with asyncio.TaskGroup() as group:
        pending = {group.create_task(attempt(mirror)) for mirror in MIRRORS}
        while answer is None and pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            answer = next((task.result() for task in done if task.result()), None)
        for task in pending:
            task.cancel()
    if answer is None:
        raise ConnectionError("no mirror answers")
    return answer


if __name__ == "__main__":
    print(asyncio.run(main()))
