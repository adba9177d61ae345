"""Keeps the sorting by hand, and probes at once."""

import asyncio
from collections.abc import Iterable, Iterator

from world import PARTS, probe, ring


def singly(failures: Iterable[Exception]) -> Iterator[Exception]:
    for failure in failures:
        if isinstance(failure, ExceptionGroup):
            yield from singly(failure.exceptions)
        else:
            yield failure


async def inspect() -> None:
    tasks = [asyncio.create_task(probe(part)) for part in PARTS]
    await asyncio.wait(tasks)
    failures = [failure for task in tasks if isinstance(failure := task.exception(), Exception)]
    if any(isinstance(failure, ConnectionError) for failure in singly(failures)):
        ring()
    serious = [failure for failure in singly(failures) if not isinstance(failure, ConnectionError)]
    if serious:
        raise ExceptionGroup("not fit to ride", serious)


async def main() -> bool:
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride


if __name__ == "__main__":
    print("may ride:", asyncio.run(main()))
