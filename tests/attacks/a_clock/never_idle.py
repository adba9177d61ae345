"""Gives way for ever and never waits, so that the judge never has its turn.

Expected: busy-wait
Payload: useless
"""

import asyncio


async def main():
    while True:
        await asyncio.sleep(0)
