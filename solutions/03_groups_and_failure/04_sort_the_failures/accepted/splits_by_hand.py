"""Catches the whole group, and splits it."""

import asyncio

from world import PARTS, probe, ring


async def inspect() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            for part in PARTS:
                group.create_task(probe(part))
    except ExceptionGroup as failures:
        lines, rest = failures.split(ConnectionError)
        if lines:
            ring()
        if rest:
            raise rest from None


async def main() -> bool:
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride


if __name__ == "__main__":
    print("may ride:", asyncio.run(main()))
