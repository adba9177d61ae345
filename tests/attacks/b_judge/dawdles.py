"""Says something lawful just before each patience ends, for hours.

Expected: hung, never-ends
Payload: useless
"""

import asyncio
import ctypes


async def main():
    while True:
        ctypes.CDLL(None).usleep(250_000)
        await asyncio.sleep(0.001)
