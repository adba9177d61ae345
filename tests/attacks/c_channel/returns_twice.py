"""Says that its call has ended with the page, and then lets it end again.

Expected: too-fast, leaked-task
Payload: useless
"""

import gc

from grader.protocol.messages import Returned

from world import download


async def main():
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    room.note(Returned(1, "page"))
    await download()
    return "page"
