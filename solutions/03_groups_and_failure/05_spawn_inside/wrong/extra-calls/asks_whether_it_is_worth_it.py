"""Looks into a folder to see whether it is empty, and then once more to walk."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str, group: asyncio.TaskGroup, found: list[str]) -> None:
    found.append(folder)
    if await list_folder(folder):  # cause
        for inner in await list_folder(folder):  # cause: asked-again
            group.create_task(walk(inner, group, found))


async def main() -> list[str]:
    found: list[str] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(ROOT, group, found))
    return found
