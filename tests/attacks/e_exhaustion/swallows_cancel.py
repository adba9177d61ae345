"""Swallows every cancel and goes on for ever.

Expected: never-ends
Payload: useless
"""

import asyncio


async def main():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue
