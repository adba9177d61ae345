"""Opens a group for each part, and each group waits at its end."""

import asyncio

from world import PARTS, download


async def main() -> str:
    text = ""
    try:
        for part in PARTS:
            async with asyncio.TaskGroup() as group:  # cause: group-for-each
                task = group.create_task(download(part))
            text += task.result()
    except ExceptionGroup as several:
        return f"broken: {several.exceptions[0]}"
    return text
