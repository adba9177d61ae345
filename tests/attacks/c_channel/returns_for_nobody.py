"""Ends a call that nobody made.

Expected: tampered
Payload: useless
"""

import asyncio

from grader.protocol.messages import Returned

from world import download


async def main():
    room = asyncio.get_running_loop()._room
    room.note(Returned(99, "page"))
    return await download()
