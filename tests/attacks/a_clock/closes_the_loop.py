"""Empties and closes the loop's own tables while it runs.

Expected: raised, deadlock, exited, crashed, tampered, too-fast, leaked-task
Payload: useless
"""

import asyncio

from world import download


async def main():
    loop = asyncio.get_running_loop()
    loop._timers.clear()
    loop._closed = True
    print("WON")
    return await download()
