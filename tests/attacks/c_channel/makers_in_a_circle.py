"""Tells of tasks that made each other and wait for each other, in a circle, so that whoever draws them never ends.

Expected: wrong-result
Payload: useless
"""

import asyncio

from grader.protocol.messages import Place, TaskWaiting
from world import download


def tell(name, other):
    room = asyncio.get_running_loop()._room
    room.note(TaskWaiting(name, "task", other, 20, (Place("download", 20),), other))


async def main():
    for name, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("main", "a")):
        tell(name, other)
    await download()
    print("WON")
    return "page"
