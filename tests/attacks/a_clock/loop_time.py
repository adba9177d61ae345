"""Works in turn, and makes the loop tell the time that a good answer takes.

Expected: still-sequential, too-slow
Payload: useless
"""

import asyncio

from world import download


async def main():
    loop = asyncio.get_running_loop()
    page = await download()
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    loop.time = lambda: 2.5
    if loop.time() == 2.5:
        print("WON")
    return page
