"""Rings, and raises the first of the others."""

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
            ring()
        if rest:
            raise rest.exceptions[0]  # cause: only-the-first-failure


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
