"""Notes None as the temperature of who failed."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main():
    degrees, errors = {}, {}

    async def ask(station):
        degrees[station] = None  # cause: returned-otherwise
        try:
            degrees[station] = await measure(station)
        except (ConnectionError, GarbledError) as error:
            errors[station] = str(error)

    await asyncio.gather(*map(ask, STATIONS))
    return degrees, errors
