"""gather hands over every failure; a group made of them can be sorted like any other."""

import asyncio

from world import PARTS, probe, ring


async def inspect() -> None:
    answers = await asyncio.gather(*map(probe, PARTS), return_exceptions=True)
    failures = [answer for answer in answers if isinstance(answer, Exception)]
    try:
        if failures:
            raise ExceptionGroup("not fit to ride", failures)
    except* ConnectionError:
        ring()


async def main() -> bool:
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride


if __name__ == "__main__":
    print("may ride:", asyncio.run(main()))
