"""Calls upload inside the block, and believes that the group knows."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup():
        return {picture: upload(picture) for picture in PICTURES}  # cause: call-not-awaited
