"""Waits for no number of seconds at all, so that every comparison with the end of the wait is false.

Expected: raised, tampered
Payload: useless
"""

import asyncio

from world import download


async def main():
    fetching = asyncio.create_task(download())
    asyncio.get_running_loop().call_later(float("nan"), print, "WON")
    return await fetching
