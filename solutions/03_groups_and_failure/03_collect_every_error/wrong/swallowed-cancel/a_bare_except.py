"""Has an `except:` for all there is, and looks up afterwards what it was."""

import asyncio

from world import STATIONS, measure


async def main():
    degrees, errors = {}, {}
    tasks = [asyncio.create_task(measure(station)) for station in STATIONS]
    try:
        await asyncio.wait(tasks)
    except:  # cause
        print("something went wrong")
    for station, task in zip(STATIONS, tasks):
        try:
            degrees[station] = task.result()
        except Exception as error:
            errors[station] = str(error)
    return degrees, errors
