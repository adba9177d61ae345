"""Waits until all are done, well or not."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    tasks = [asyncio.create_task(download(part)) for part in PARTS]
    await asyncio.wait(tasks)  # cause: waits-for-all
    try:
        return "".join([task.result() for task in tasks])
    except BrokenPartError as error:
        return f"broken: {error}"
