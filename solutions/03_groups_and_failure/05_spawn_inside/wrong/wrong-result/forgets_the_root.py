"""Notes the children, and nobody notes the first of all."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str, group: asyncio.TaskGroup, found: list[str]) -> None:
    for inner in await list_folder(folder):
        found.append(inner)  # cause
        group.create_task(walk(inner, group, found))


async def main() -> list[str]:
    found: list[str] = []  # cause: returned-otherwise
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(ROOT, group, found))
    return found
