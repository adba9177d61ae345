"""Believes that gather raises all of them."""

import asyncio

from world import PARTS, probe, ring


async def inspect():
    try:
        await asyncio.gather(*map(probe, PARTS))  # cause: only-the-first-failure
    except* ConnectionError:
        ring()


async def main():
    may_ride = True
    try:
        await inspect()
    except* (ValueError, KeyError):
        may_ride = False
    return may_ride
