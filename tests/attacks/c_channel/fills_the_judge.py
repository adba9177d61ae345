"""Tells of millions of things that happened, each small, until the judge's memory is full.

Expected: output-limit, tampered, never-ends
Payload: useless
"""

import gc

from grader.protocol.messages import Beyond, Flush


async def main():
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    while True:
        room.happened += [Beyond("loop", "x" * 1000, 1)] * 3000
        room.exchange(Flush())
