"""Pairs the pictures with the addresses in the order in which they arrive."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    links = []

    async def hang(picture: str) -> None:
        links.append(await upload(picture))  # cause: paired-by-arrival

    async with asyncio.TaskGroup() as group:
        for picture in PICTURES:
            group.create_task(hang(picture))
    return dict(zip(PICTURES, links))  # cause
