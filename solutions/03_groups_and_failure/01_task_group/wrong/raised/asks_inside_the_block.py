"""Asks for the results before the block has waited for them."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES}
        links = {picture: task.result() for picture, task in tasks.items()}  # cause: result-too-early
    return links
