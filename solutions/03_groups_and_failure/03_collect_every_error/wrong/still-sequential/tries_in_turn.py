"""Makes a task of each, and awaits it in the same round."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main():
    degrees, errors = {}, {}
    for station in STATIONS:
        try:
            degrees[station] = await asyncio.create_task(measure(station))  # cause: awaited-at-creation
        except (ConnectionError, GarbledError) as error:
            errors[station] = str(error)
    return degrees, errors
