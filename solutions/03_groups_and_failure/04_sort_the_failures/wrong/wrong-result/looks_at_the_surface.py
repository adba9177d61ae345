"""Looks at what is directly in the group, and not into groups inside it."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except ExceptionGroup as failures:
        if any(isinstance(failure, ConnectionError) for failure in failures.exceptions):  # cause: group-within-a-group
            ring()
        rest = [failure for failure in failures.exceptions if not isinstance(failure, ConnectionError)]
        if rest:
            raise ExceptionGroup("not fit to ride", rest)


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
