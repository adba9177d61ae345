"""Looks for failures behind the block, which it never reaches."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    async with asyncio.TaskGroup() as group:  # cause: failure-not-expected
        tasks = [group.create_task(probe(part)) for part in PARTS]  # cause
    failures = [task.exception() for task in tasks if task.exception()]
    if any(isinstance(failure, ConnectionError) for failure in failures):
        ring()
    raise ExceptionGroup("not fit to ride", failures)


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
