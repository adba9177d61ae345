"""Returns the tasks, which have the results."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, asyncio.Task[str]]:
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES}
    return tasks  # cause: tasks-returned
