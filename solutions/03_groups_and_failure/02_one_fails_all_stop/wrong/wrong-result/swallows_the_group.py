"""Catches everything, and says nothing of it."""

import asyncio

from world import PARTS, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except Exception:  # cause: exception-dropped
        return ""  # cause
    return "".join(task.result() for task in tasks)
