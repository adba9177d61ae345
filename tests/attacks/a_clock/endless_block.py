"""Holds the thread for longer than any number that the judge can count to.

Expected: never-ends, tampered
Payload: useless
"""

import asyncio

from grader.protocol.messages import Block, Origin

from world import download


async def main():
    await download()
    room = asyncio.get_running_loop()._room
    room.exchange(Block(1 << 61, "sleep", Origin("", (), 0)))
