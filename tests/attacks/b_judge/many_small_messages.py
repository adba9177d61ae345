"""Asks a million small lawful questions, to keep the judge busy.

Expected: never-ends, busy-wait, output-limit, hung
Payload: useless
"""

import gc

from grader.protocol.messages import Flush

from world import download


async def main():
    await download()
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    for _ in range(1_000_000):
        room.exchange(Flush())
