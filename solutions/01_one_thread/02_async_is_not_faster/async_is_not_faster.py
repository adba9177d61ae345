"""Await both steps, one after the other: the second needs the first."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    """Return the line that the sign shows."""
    station = await find_station(PLACE)
    forecast = await read_forecast(station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
