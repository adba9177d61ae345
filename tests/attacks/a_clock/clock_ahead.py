"""Moves the loop's clock ahead of the judge's, so that waits are over before they begin.

Expected: too-fast, hung, tampered, late-output, deadlock, blocked-loop, leaked-task
Payload: useless
"""

import asyncio

from world import download


async def main():
    loop = asyncio.get_running_loop()
    fetching = asyncio.create_task(download())
    for number in range(10):
        print(number)
        loop._now += 250_000_000
        await asyncio.sleep(0)
    if loop.time() == 2.5:
        print("WON")
    return await fetching
