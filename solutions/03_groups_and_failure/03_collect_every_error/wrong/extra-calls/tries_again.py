"""Asks once more whoever failed."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main():
    degrees, errors = {}, {}

    async def ask(station):
        for _ in range(2):  # cause: asked-again
            try:
                degrees[station] = await measure(station)  # cause
            except (ConnectionError, GarbledError) as error:
                errors[station] = str(error)
            else:
                return

    await asyncio.gather(*map(ask, STATIONS))
    return degrees, errors
