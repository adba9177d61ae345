"""Asks a million small lawful questions, to keep the judge busy.

Expected: never-ends, busy-wait, output-limit, hung
Payload: useless
"""

import asyncio

from grader.protocol.messages import Flush

from world import download


async def main():
    await download()
    room = asyncio.get_running_loop()._room
    for _ in range(1_000_000):
        room.exchange(Flush())
