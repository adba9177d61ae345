"""Asks `except*` for the group, which it does not take."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except* ExceptionGroup as failures:  # cause: rules-of-except-star
        if failures.subgroup(ConnectionError):
            ring()


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
