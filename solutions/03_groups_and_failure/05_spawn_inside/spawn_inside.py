"""Each walk starts the walks of its children in the group that it belongs to, and waits for none of them."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str, group: asyncio.TaskGroup, found: list[str]) -> None:
    """Note a folder, and start a walk for each folder inside."""
    found.append(folder)
    for inner in await list_folder(folder):
        group.create_task(walk(inner, group, found))


async def main() -> list[str]:
    """Return the names of all folders, in any order."""
    found: list[str] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(ROOT, group, found))
    return found


if __name__ == "__main__":
    print("\n".join(sorted(asyncio.run(main()))))
