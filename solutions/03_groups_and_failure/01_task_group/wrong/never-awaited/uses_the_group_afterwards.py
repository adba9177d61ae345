"""Starts one more when the group is already over."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES[:3]}
    tasks[PICTURES[3]] = group.create_task(upload(PICTURES[3]))
    return {picture: await task for picture, task in tasks.items()}
