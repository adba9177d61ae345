"""Takes every failure for one that it knows."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except* ConnectionError:
        ring()


async def main():
    try:
        await inspect()
    except Exception:  # cause: exception-dropped
        return False  # cause
    return True
