"""Holds the thread for minus two seconds, which would give the time of the download back.

Expected: tampered
Payload: useless
"""

import asyncio

from grader.protocol.messages import Block, Origin

from world import download


async def main():
    page = await download()
    room = asyncio.get_running_loop()._room
    room.exchange(Block(-2_000_000_000, "sleep", Origin("", (), 0)))
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)
    return page
