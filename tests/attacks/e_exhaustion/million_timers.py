"""Sets timers until something breaks.

Expected: memory-limit, hung, too-fast, never-ends, leaked-task, crashed
Payload: useless
"""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for number in range(10_000_000):
        loop.call_later(number, print, "x")
