"""Makes the tasks with asyncio.create_task; the group has never heard of them."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup():
        tasks = {picture: asyncio.create_task(upload(picture)) for picture in PICTURES}  # cause: outside-the-group
    return {picture: task.result() for picture, task in tasks.items() if task.done()}
