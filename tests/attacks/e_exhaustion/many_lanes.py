"""Makes nine thousand tasks that all print and wait, for a picture with as many rows.

Expected: hung, too-slow
Payload: not tried, since only the judge's own time would show it
"""

import asyncio

from world import download

TASKS = 9_000


async def row(number):
    await asyncio.sleep(0.001 * number)
    print(number)
    await asyncio.sleep(1)


async def main():
    tasks = [asyncio.create_task(row(number)) for number in range(TASKS)]
    page = await download()
    await asyncio.gather(*tasks)
    return page
