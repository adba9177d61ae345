"""Makes a task for each child, and awaits it before the next."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    found = [folder]
    for inner in await list_folder(folder):
        found += await asyncio.create_task(walk(inner))  # cause: awaited-at-creation
    return found


async def main() -> list[str]:
    return await walk(ROOT)
