"""Opens a group for each part, and each group waits at its end."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    serious = []
    for part in PARTS:
        try:
            try:
                async with asyncio.TaskGroup() as group:  # cause: group-for-each
                    group.create_task(probe(part))
            except* ConnectionError:
                ring()
        except ExceptionGroup as rest:
            serious.append(rest)
    if serious:
        raise ExceptionGroup("not fit to ride", serious)


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
