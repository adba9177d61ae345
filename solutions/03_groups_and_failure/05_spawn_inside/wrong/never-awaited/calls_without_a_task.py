"""Calls walk for each child, which only makes a coroutine."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str, found: list[str]) -> None:
    found.append(folder)
    for inner in await list_folder(folder):
        walk(inner, found)  # cause: call-not-awaited


async def main() -> list[str]:
    found: list[str] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(ROOT, found))
    return found
