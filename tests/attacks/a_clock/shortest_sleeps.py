"""Sleeps a nanosecond, for ever: each instant is new, so that no count of turns at one instant helps.

Expected: never-ends, hung
Payload: useless
"""

import asyncio


async def main():
    while True:
        await asyncio.sleep(1e-9)
