"""Has an `except` and an `except*` at one `try`."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except* ConnectionError:
        ring()
    except Exception as serious:  # cause: rules-of-except-star
        raise serious


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
