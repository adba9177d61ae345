"""Tries whether all parts are whole before it downloads them."""

import asyncio

from world import PARTS, download


async def main() -> str:
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(download(part))  # cause
            tasks = [group.create_task(download(part)) for part in PARTS]  # cause: asked-again
    except ExceptionGroup as several:
        return f"broken: {several.exceptions[0]}"
    return "".join(task.result() for task in tasks)
