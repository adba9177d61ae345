"""Stretches real time between the waits, so that a judge who reads a real clock would be confused.

Expected: still-sequential, too-slow
Payload: useless
"""

import asyncio
import ctypes

from world import download


async def main():
    libc = ctypes.CDLL(None)
    page = await download()
    for number in range(10):
        print(number)
        libc.usleep(3_000)
        await asyncio.sleep(0.25)
    print("WON")
    return page
