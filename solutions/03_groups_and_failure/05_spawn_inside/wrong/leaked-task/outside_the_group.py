"""Starts the children with asyncio.create_task, and the group does not know of them."""

import asyncio

from world import ROOT, list_folder

tasks = []


async def walk(folder: str, found: list[str]) -> None:
    found.append(folder)
    for inner in await list_folder(folder):
        tasks.append(asyncio.create_task(walk(inner, found)))  # cause: outside-the-group


async def main() -> list[str]:
    found: list[str] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(ROOT, found))
    return found
