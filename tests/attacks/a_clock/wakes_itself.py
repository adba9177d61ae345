"""Wakes its own wait for the world before the world is done.

Expected: too-fast, tampered, raised, leaked-task
Payload: useless
"""

import asyncio
import gc

from world import download


async def main():
    fetching = asyncio.create_task(download())
    await asyncio.sleep(0)
    for thing in gc.get_objects():
        if type(thing).__name__ == "CallFuture":
            thing.wake()
            print("WON")
    return await fetching
