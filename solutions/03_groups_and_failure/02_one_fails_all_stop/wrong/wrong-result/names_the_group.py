"""Puts the group's text where the error's should be."""

import asyncio

from world import PARTS, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except ExceptionGroup as error:
        return f"broken: {error}"  # cause: group-for-its-member
    return "".join(task.result() for task in tasks)
