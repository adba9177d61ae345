"""Catches nothing in the tasks, so the group stops everybody."""

import asyncio

from world import STATIONS, measure


async def main():
    async with asyncio.TaskGroup() as group:  # cause: failure-not-expected
        tasks = {station: group.create_task(measure(station)) for station in STATIONS}  # cause
    return {station: task.result() for station, task in tasks.items()}, {}
