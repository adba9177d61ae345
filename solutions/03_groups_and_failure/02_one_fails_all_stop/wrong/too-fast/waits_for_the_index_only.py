"""Knows that it is the index that is broken, and calls off the others when it is there, broken or not."""

import asyncio

from world import PARTS, BrokenPartError, download


async def main() -> str:
    tasks = [asyncio.create_task(download(part)) for part in PARTS]
    await asyncio.wait(tasks[-1:])  # cause: gives-up
    for task in tasks:
        task.cancel()  # cause
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BrokenPartError):
            return f"broken: {result}"
    return "".join(result for result in results if isinstance(result, str))
