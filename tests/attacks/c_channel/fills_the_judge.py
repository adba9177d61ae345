"""Tells of millions of things that happened, each small, until the judge's memory is full.

Expected: output-limit, tampered, never-ends
Payload: useless
"""

import asyncio

from grader.protocol.messages import Beyond, Flush


async def main():
    room = asyncio.get_running_loop()._room
    while True:
        room.happened += [Beyond("loop", "x" * 1000, 1)] * 3000
        room.exchange(Flush())
