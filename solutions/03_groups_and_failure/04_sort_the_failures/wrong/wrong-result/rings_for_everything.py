"""Rings, whatever it is."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except ExceptionGroup as failures:
        ring()  # cause: called-unasked
        rest = failures.split(ConnectionError)[1]
        if rest:
            raise rest


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
