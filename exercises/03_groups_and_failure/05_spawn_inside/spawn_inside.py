"""Walk through the sixteen folders of a far-away disk, one after the other: 8 s.

Your task: look into each folder as soon as its name is known. Then it takes 2 s, since the disk is four folders deep.
"""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    """Return a folder and all that are inside it, however deep."""
    found = [folder]
    for inner in await list_folder(folder):
        found += await walk(inner)
    return found


async def main() -> list[str]:
    """Return the names of all folders, in any order."""
    return await walk(ROOT)


if __name__ == "__main__":
    print("\n".join(sorted(asyncio.run(main()))))
