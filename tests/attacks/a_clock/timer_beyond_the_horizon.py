"""Waits longer than the universe, so that arithmetic overflows.

Expected: never-ends, deadlock
Payload: useless
"""

import asyncio

from world import download


async def main():
    page = await download()
    await asyncio.sleep(1e300)
    return page
