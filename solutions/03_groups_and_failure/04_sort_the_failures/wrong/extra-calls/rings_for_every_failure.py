"""Rings once for each failure, as soon as one of them is a dead line."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except ExceptionGroup as failures:
        lines, rest = failures.split(ConnectionError)
        if lines:
            for failure in failures.exceptions:  # cause
                ring()  # cause
        if rest:
            raise rest


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
