"""Works in turn, and turns the loop's own clock back in the end.

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
    loop._now = 2_500_000_000
    if loop.time() == 2.5:
        print("WON")
    return page
