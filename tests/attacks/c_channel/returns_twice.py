"""Says that its call has ended with the page, and then lets it end again.

Expected: too-fast, leaked-task
Payload: useless
"""

import asyncio

from grader.protocol.messages import Returned

from world import download


async def main():
    room = asyncio.get_running_loop()._room
    room.note(Returned(1, "page"))
    await download()
    return "page"
