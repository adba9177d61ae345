"""Each task takes its own dead lines out; what is left is for the group."""

import asyncio

from world import PARTS, probe, ring


async def probe_or_ring(part: str) -> None:
    try:
        await probe(part)
    except* ConnectionError:
        ring()


async def inspect() -> None:
    async with asyncio.TaskGroup() as group:
        for part in PARTS:
            group.create_task(probe_or_ring(part))


async def main() -> bool:
    serious = []
    try:
        await inspect()
    except* (ValueError, KeyError) as failures:
        serious = list(failures.exceptions)
    return not serious


if __name__ == "__main__":
    print("may ride:", asyncio.run(main()))
