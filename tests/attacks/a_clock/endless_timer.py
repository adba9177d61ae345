"""Waits for infinity, so that the clock has to go there.

Expected: deadlock, never-ends
Payload: useless
"""

import asyncio

from world import download


async def main():
    page = await download()
    await asyncio.sleep(float("inf"))
    return page
