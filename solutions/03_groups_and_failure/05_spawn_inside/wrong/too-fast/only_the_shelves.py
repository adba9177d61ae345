"""Looks into the root and into what is there, and no deeper."""

import asyncio

from world import ROOT, list_folder


async def main() -> list[str]:  # cause
    shelves = await list_folder(ROOT)
    lists = await asyncio.gather(*map(list_folder, shelves))  # cause: items-left-out
    return [ROOT, *shelves, *(inner for inners in lists for inner in inners)]
