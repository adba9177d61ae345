"""Start inside the block, take the results behind it."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    """Return the address of each picture."""
    async with asyncio.TaskGroup() as group:
        tasks = {picture: group.create_task(upload(picture)) for picture in PICTURES}
    return {picture: task.result() for picture, task in tasks.items()}


if __name__ == "__main__":
    print(asyncio.run(main()))
