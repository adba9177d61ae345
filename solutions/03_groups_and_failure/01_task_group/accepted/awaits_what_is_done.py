"""Awaits the tasks inside the block, after all of them were started."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(upload(picture)) for picture in PICTURES]
        return {picture: await task for picture, task in zip(PICTURES, tasks, strict=True)}


if __name__ == "__main__":
    print(asyncio.run(main()))
