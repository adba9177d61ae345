"""Returns what gather gives, exceptions among temperatures."""

import asyncio

from world import STATIONS, measure


async def main():
    return await asyncio.gather(*map(measure, STATIONS), return_exceptions=True)  # cause: exception-for-result
