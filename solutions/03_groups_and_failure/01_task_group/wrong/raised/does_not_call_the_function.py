"""Hands over the function in place of a coroutine."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload) for picture in PICTURES}  # cause: function-not-called
    return {picture: task.result() for picture, task in tasks.items()}
