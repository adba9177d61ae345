"""Catches whatever stops the group, also that somebody has cancelled it."""

import asyncio

from world import PARTS, download


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except BaseException as failure:  # cause
        several = getattr(failure, "exceptions", [failure])
        return f"broken: {several[0]}"
    return "".join(task.result() for task in tasks)
