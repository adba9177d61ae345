"""Does not know where the results are, and uploads once more to get them."""

import asyncio

from world import PICTURES, upload


async def main() -> dict[str, str]:
    async with asyncio.TaskGroup() as group:
        for picture in PICTURES:
            group.create_task(upload(picture))
    return {picture: await upload(picture) for picture in PICTURES}  # cause: asked-again
