"""Asks for the inside of what the judge holds for it, and not for what it offers.

Expected: raised, tampered, too-fast, leaked-task
Payload: useless
"""

import asyncio

from grader.protocol.messages import Ask, Origin

from world import download


async def main():
    room = asyncio.get_running_loop()._room
    for target in ("#1.__class__", "#0", "#1.ag_frame", "#1.cr_frame", ".", "", "#"):
        answer = room.exchange(Ask(target, None, Origin("", (), 0)))
        print("WON", answer)
