"""Leaves out return_exceptions: the first failure is all that comes."""

import asyncio

from world import STATIONS, measure


async def main():
    answers = await asyncio.gather(*map(measure, STATIONS))  # cause: failure-not-expected
    return dict(zip(STATIONS, answers)), {}
