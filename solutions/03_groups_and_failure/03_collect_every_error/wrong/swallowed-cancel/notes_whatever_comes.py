"""Notes everything that comes as an error of the station, also that somebody asks it to stop."""

import asyncio

from world import STATIONS, measure


async def main():
    degrees, errors = {}, {}
    tasks = {station: asyncio.create_task(measure(station)) for station in STATIONS}
    for station, task in tasks.items():
        try:
            degrees[station] = await task
        except BaseException as error:  # cause
            errors[station] = str(error)
    return degrees, errors
