"""Ends a thousand tasks at each of many moments, each of which waits for the next, so that the judge draws for hours.

Expected: too-slow, hung
Payload: not tried, since only the judge's own time would show it
"""

import asyncio

from world import download

TASKS, ROUNDS = 1_000, 60


async def link(number, events):
    for first, second in zip(events[::2], events[1::2]):
        await first.wait()
        await second.wait()


async def main():
    events = [asyncio.Event() for _ in range(ROUNDS)]
    tasks = [asyncio.create_task(link(number, events), name=f"t{number}") for number in range(TASKS)]
    page = await download()
    for event in events:
        await asyncio.sleep(0.01)
        event.set()
    await asyncio.gather(*tasks)
    return page
