"""Takes the group for the exception that is in it."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except* BrokenPartError as broken:
        result = f"broken: {broken}"  # cause: group-for-its-member
    else:
        result = "".join(task.result() for task in tasks)
    return result
