"""Runs in turn in tasks with names that would draw a picture of their own: codes, markup, and other tasks' names.

Expected: still-sequential
Payload: useless
"""

import asyncio

from world import download

NAMES = ("main", "passed \x1b[2K\x1b[1A", "\u2067two_at_once\u202e 2.5 s", "<b>passed</b>", "::notice::passed", "Task-1", "")


async def part(seconds):
    print("WON \x1b[1A\x1b[2K passed")
    await asyncio.sleep(seconds)


part.__code__ = part.__code__.replace(co_name="<img src=x onerror=alert(1)>", co_qualname="\x1b[2Jpassed")


async def main():
    page = await download()
    for name in NAMES:
        await asyncio.create_task(part(0.5), name=name)
    return page
