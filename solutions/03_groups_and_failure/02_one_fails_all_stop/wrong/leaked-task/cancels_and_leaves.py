"""Cancels the others, and does not wait until they have hung up."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    tasks = [asyncio.create_task(download(part)) for part in PARTS]
    try:
        return "".join(await asyncio.gather(*tasks))
    except BrokenPartError as error:
        for task in tasks:
            task.cancel()  # cause: cancel-not-awaited
        return f"broken: {error}"
