"""Uploads two pictures in a group, and the other two in the next."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    tasks = {}
    for pair in (PICTURES[:2], PICTURES[2:]):
        async with asyncio.TaskGroup() as group:  # cause: chunks
            for picture in pair:
                tasks[picture] = group.create_task(upload(picture))
    return {picture: task.result() for picture, task in tasks.items()}
