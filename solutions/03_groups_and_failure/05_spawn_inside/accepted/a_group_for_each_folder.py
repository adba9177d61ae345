"""Each folder has a group for its children, and knows at its end what is inside."""

import asyncio

from world import ROOT, list_folder


async def walk(folder: str) -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(walk(inner)) for inner in await list_folder(folder)]
    return [folder, *(name for task in tasks for name in task.result())]


async def main() -> list[str]:
    return await walk(ROOT)


if __name__ == "__main__":
    print("\n".join(sorted(asyncio.run(main()))))
