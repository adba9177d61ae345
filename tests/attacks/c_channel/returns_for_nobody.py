"""Ends a call that nobody made.

Expected: tampered
Payload: useless
"""

import gc

from grader.protocol.messages import Returned

from world import download


async def main():
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    room.note(Returned(99, "page"))
    return await download()
