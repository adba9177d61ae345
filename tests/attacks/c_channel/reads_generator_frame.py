"""Asks for the inside of what the judge holds for it, and not for what it offers.

Expected: raised, tampered, too-fast, leaked-task
Payload: useless
"""

import gc

from grader.protocol.messages import Ask, Origin

from world import download


async def main():
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    for target in ("#1.__class__", "#0", "#1.ag_frame", "#1.cr_frame", ".", "", "#"):
        answer = room.exchange(Ask(target, None, Origin("", (), 0)))
        print("WON", answer)
