"""Opens a group for each picture, and each group waits at its end."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    links = {}
    for picture in PICTURES:
        async with asyncio.TaskGroup() as group:  # cause: group-for-each
            task = group.create_task(upload(picture))
        links[picture] = task.result()
    return links
