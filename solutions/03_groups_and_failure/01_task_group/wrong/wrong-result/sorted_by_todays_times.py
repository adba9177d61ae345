"""Pairs them in the order in which they arrived today."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    links = []

    async def hang(picture: str) -> None:
        links.append(await upload(picture))

    async with asyncio.TaskGroup() as group:
        for picture in PICTURES:
            group.create_task(hang(picture))
    return dict(zip(("gull", "beach", "pier", "dunes"), links))  # cause: order-written-down
