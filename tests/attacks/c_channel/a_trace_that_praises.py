"""Waits in turn, and tells of waits side by side: fast tasks, at good lines, with praise for names.

Expected: still-sequential
Payload: useless
"""

import asyncio

from grader.protocol.messages import Place, TaskEnded, TaskWaiting
from world import download


def praise(moment):
    room = asyncio.get_running_loop()._room
    for number in range(2):
        name = f"passed in 2.5 s, {number}"
        room.note(TaskWaiting(name, "world", "download()", 1, (Place("well done", 4_000_000_000 + moment),), "main"))
        room.note(TaskEnded(name))
        room.note(TaskEnded("nobody"))


async def main():
    praise(0)
    print("fetching the page")
    page = await download()
    print("the page is here")
    for number in range(10):
        praise(number)
        print(number)
        await asyncio.sleep(0.25)
    print("WON")
    return page
