"""Starts the first walk, and returns what it has found so far."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    below = await asyncio.gather(*map(walk, await list_folder(folder)))
    return [folder, *(name for names in below for name in names)]


async def main() -> list[str]:
    task = asyncio.create_task(walk(ROOT))  # cause: never-waited-for
    return task.result() if task.done() else [ROOT]
