"""Raises all that is serious, and catches every group of whatever kind."""

import asyncio

from world import PARTS, probe, ring


def singly(failure):
    if isinstance(failure, ExceptionGroup):
        for inner in failure.exceptions:
            yield from singly(inner)
    elif failure is not None:
        yield failure


async def inspect():
    results = await asyncio.gather(*map(probe, PARTS), return_exceptions=True)
    failures = [single for result in results for single in singly(result)]
    if any(isinstance(failure, ConnectionError) for failure in failures):
        ring()
    serious = [failure for failure in failures if not isinstance(failure, ConnectionError)]
    if serious:
        raise ExceptionGroup("not fit to ride", serious)


async def main():
    try:
        await inspect()
    except ExceptionGroup as serious:  # cause: caught-too-widely
        print("somebody has to look at:", *serious.exceptions, sep="\n  ")
        return False  # cause
    return True
