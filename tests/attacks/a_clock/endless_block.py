"""Holds the thread for longer than any number that the judge can count to.

Expected: never-ends, tampered
Payload: useless
"""

import gc

from grader.protocol.messages import Block, Origin

from world import download


async def main():
    await download()
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    room.exchange(Block(1 << 61, "sleep", Origin("", (), 0)))
