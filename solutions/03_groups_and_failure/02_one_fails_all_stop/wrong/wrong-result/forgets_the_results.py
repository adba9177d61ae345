"""Thinks of the failure only."""

import asyncio

from world import PARTS, download


async def main() -> str | None:  # cause: nothing-returned
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(download(part))
    except ExceptionGroup as several:
        return f"broken: {several.exceptions[0]}"
