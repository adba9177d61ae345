"""A group waits at its end, which `with` cannot."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    with asyncio.TaskGroup() as group:  # cause: with-without-async
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES}
    return {picture: task.result() for picture, task in tasks.items()}
