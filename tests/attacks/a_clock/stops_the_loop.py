"""Stops the loop in the middle of the run, as if all were done.

Expected: deadlock, exited, crashed, raised, tampered, hung, still-sequential, too-fast, leaked-task
Payload: useless
"""

import asyncio

from world import download


async def main():
    asyncio.get_running_loop().stop()
    print("WON")
    return await download()
