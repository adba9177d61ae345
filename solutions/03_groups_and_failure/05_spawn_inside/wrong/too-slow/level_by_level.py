"""Looks into all folders of a depth at once, and then into those of the next."""

import asyncio

from world import ROOT, list_folder


async def main() -> list[str]:
    found = []
    level = [ROOT]
    while level:
        found += level
        lists = await asyncio.gather(*map(list_folder, level))  # cause: stages
        level = [inner for inners in lists for inner in inners]
    return found
