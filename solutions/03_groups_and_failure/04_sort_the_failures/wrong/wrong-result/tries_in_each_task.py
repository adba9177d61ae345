"""Catches the dead line in each task, where the cable's comes in a group."""

import asyncio

from world import PARTS, probe, ring


async def probe_or_ring(part):
    try:
        await probe(part)
    except ConnectionError:  # cause: group-not-caught
        ring()


async def inspect():
    async with asyncio.TaskGroup() as group:
        for part in PARTS:
            group.create_task(probe_or_ring(part))


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
