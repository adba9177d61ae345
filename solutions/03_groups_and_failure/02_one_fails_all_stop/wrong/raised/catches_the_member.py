"""Expects the exception itself, and a group comes."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except BrokenPartError as error:  # cause: group-not-caught
        return f"broken: {error}"
    return "".join(task.result() for task in tasks)
