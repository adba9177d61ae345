"""Replaces asyncio.sleep by nothing, so that all pauses are over at once.

Expected: too-fast, leaked-task
Payload: useless
"""

import asyncio

from world import download


async def at_once(_delay, result=None):
    return result


async def main():
    asyncio.sleep = at_once
    fetching = asyncio.create_task(download())
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    page = await fetching
    print("WON")
    return page
