"""Probes once more to see who failed."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except* Exception:
        pass
    answers = await asyncio.gather(*map(probe, PARTS), return_exceptions=True)  # cause: asked-again
    failures = [answer for answer in answers if answer]
    if failures:
        try:
            raise ExceptionGroup("not fit to ride", failures)
        except* ConnectionError:
            ring()


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
