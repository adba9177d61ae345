"""Each task catches what may happen to it, so that the group has nothing to stop for."""

import asyncio

from world import STATIONS, GarbledError, measure


async def ask(station: str, degrees: dict[str, float], errors: dict[str, str]) -> None:
    """Ask a station, and note its temperature or what went wrong."""
    try:
        degrees[station] = await measure(station)
    except (ConnectionError, GarbledError) as error:
        errors[station] = str(error)


async def main() -> tuple[dict[str, float], dict[str, str]]:
    """Return the temperatures, and what went wrong, each by station."""
    degrees: dict[str, float] = {}
    errors: dict[str, str] = {}
    async with asyncio.TaskGroup() as group:
        for station in STATIONS:
            group.create_task(ask(station, degrees, errors))
    return degrees, errors


if __name__ == "__main__":
    print(asyncio.run(main()))
