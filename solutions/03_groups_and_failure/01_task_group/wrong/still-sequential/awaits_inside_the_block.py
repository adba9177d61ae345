"""Awaits each task right where it is made."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    links = {}
    async with asyncio.TaskGroup() as group:
        for picture in PICTURES:
            links[picture] = await group.create_task(upload(picture))  # cause: awaited-at-creation
    return links
