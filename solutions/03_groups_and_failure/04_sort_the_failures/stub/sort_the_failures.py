"""Probe a cable car before its first ride, one part after the other: 3 s.

Your task: probe all parts at once. Then it takes 1 s, and all that is wrong comes at the same moment.
"""

import asyncio
from collections.abc import Iterable, Iterator

from world import PARTS, probe, ring


def singly(failures: Iterable[Exception]) -> Iterator[Exception]:
    """Give each failure by itself, also those that come in a group."""
    for failure in failures:
        if isinstance(failure, ExceptionGroup):
            yield from singly(failure.exceptions)
        else:
            yield failure


async def inspect() -> None:
    """Probe all parts. If a line is dead, ring; raise all that is wrong otherwise, as a group."""
    failures = []
    for part in PARTS:
        try:
            await probe(part)
        except Exception as failure:
            failures.append(failure)
    if any(isinstance(failure, ConnectionError) for failure in singly(failures)):
        ring()
    serious = [failure for failure in singly(failures) if not isinstance(failure, ConnectionError)]
    if serious:
        raise ExceptionGroup("not fit to ride", serious)


async def main() -> bool:
    """Inspect the cable car, and say whether it may ride."""
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError) as serious:
        may_ride = False
        print("somebody has to look at:", *serious.exceptions, sep="\n  ")
    return may_ride


if __name__ == "__main__":
    print("may ride:", asyncio.run(main()))
