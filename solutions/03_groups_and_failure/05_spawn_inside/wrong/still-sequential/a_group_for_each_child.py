"""Opens a group inside the loop, so each child has one to itself."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    found = [folder]
    for inner in await list_folder(folder):
        async with asyncio.TaskGroup() as group:  # cause: group-for-each
            task = group.create_task(walk(inner))
        found += task.result()
    return found


async def main() -> list[str]:
    return await walk(ROOT)
