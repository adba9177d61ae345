"""Says aloud what is wrong, and returns nothing."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except* ConnectionError:
        ring()


async def main():  # cause: nothing-returned
    try:
        await inspect()
    except* (ValueError, KeyError) as serious:
        print("no rides today:", serious)
    else:
        print("may ride")
