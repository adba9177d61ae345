"""Leaves tasks behind and tells the judge that there are none.

Expected: leaked-task, too-fast
Payload: useless
"""

import asyncio
import gc

from world import download


async def forgotten():
    await asyncio.sleep(1)


async def main():
    room = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Room")
    room.server.report_unfinished = lambda: None
    tasks = [asyncio.create_task(forgotten()) for _ in range(3)]
    print("WON")
    return len(tasks)
