"""Asks every task of a group how it ended, though the group called most of them off."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    degrees = {}
    errors = {}
    try:
        async with asyncio.TaskGroup() as group:  # cause: called-off-by-its-group
            tasks = {station: group.create_task(measure(station)) for station in STATIONS}
    except* (ConnectionError, GarbledError):
        pass
    for station, task in tasks.items():
        if task.exception():  # cause
            errors[station] = str(task.exception())
        else:
            degrees[station] = task.result()
    return degrees, errors
