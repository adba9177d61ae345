"""Starts all, and then awaits each in a try of its own."""

import asyncio

from world import STATIONS, GarbledError, measure


async def main() -> tuple[dict[str, float], dict[str, str]]:
    tasks = {station: asyncio.create_task(measure(station)) for station in STATIONS}
    degrees = {}
    errors = {}
    for station, task in tasks.items():
        try:
            degrees[station] = await task
        except (ConnectionError, GarbledError) as error:
            errors[station] = str(error)
    return degrees, errors


if __name__ == "__main__":
    print(asyncio.run(main()))
