"""Names the result of each task and does not ask for it."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES}
    return {picture: task.result for picture, task in tasks.items()}  # cause: method-not-called
