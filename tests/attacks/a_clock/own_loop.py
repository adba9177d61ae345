"""Brings an event loop of its own, whose clock is the machine's.

Expected: extra-loop, raised
Payload: useless
"""

import asyncio
import selectors

from world import download


async def main():
    loop = asyncio.SelectorEventLoop.__new__(asyncio.SelectorEventLoop)
    asyncio.SelectorEventLoop.__init__(loop, selectors.SelectSelector())
    return loop.run_until_complete(download())
