"""`except*` takes the broken parts out of the group, and lets others go on."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    tasks = []
    text = ""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(download(part)) for part in PARTS]
    except* BrokenPartError as several:
        text = f"broken: {several.exceptions[0]}"
    return text or "".join(task.result() for task in tasks)


if __name__ == "__main__":
    print(asyncio.run(main()))
