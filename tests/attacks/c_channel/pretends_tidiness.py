"""Leaves tasks behind and tells the judge that there are none.

Expected: leaked-task, too-fast
Payload: useless
"""

import asyncio

from world import download


async def forgotten():
    await asyncio.sleep(1)


async def main():
    room = asyncio.get_running_loop()._room
    room.server.report_unfinished = lambda: None
    tasks = [asyncio.create_task(forgotten()) for _ in range(3)]
    print("WON")
    return len(tasks)
