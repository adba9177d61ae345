"""Makes tasks until something breaks.

Expected: memory-limit, hung, leaked-task, busy-wait, deadlock, crashed
Payload: useless
"""

import asyncio


async def wait():
    await asyncio.sleep(1)


async def main():
    await asyncio.gather(*(wait() for _ in range(1_000_000)))
