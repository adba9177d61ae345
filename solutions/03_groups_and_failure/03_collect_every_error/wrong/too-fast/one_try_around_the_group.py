"""Catches the group's exceptions where it is too late: the others were stopped."""

import asyncio

from world import STATIONS, measure


async def main():
    degrees, errors = {}, {}

    async def ask(station):
        try:
            degrees[station] = await measure(station)
        except Exception as error:
            errors[station] = str(error)
            raise  # cause: group-stops-all

    try:
        async with asyncio.TaskGroup() as group:  # cause
            for station in STATIONS:
                group.create_task(ask(station))
    except ExceptionGroup:
        pass
    return degrees, errors
