"""Has seen which part is broken, and writes it down for ever."""

import asyncio

from world import PARTS, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except ExceptionGroup:
        return "broken: index"  # cause: written-down
    return "".join(task.result() for task in tasks)
