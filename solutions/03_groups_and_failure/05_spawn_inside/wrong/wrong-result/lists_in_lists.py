"""Returns what gather gives, a list for each child, inside its own list."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list:
    return [folder, *(await asyncio.gather(*map(walk, await list_folder(folder))))]  # cause: returned-otherwise


async def main() -> list:
    return await walk(ROOT)
