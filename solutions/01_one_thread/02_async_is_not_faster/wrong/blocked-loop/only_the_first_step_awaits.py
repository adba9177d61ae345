"""Awaits the first step and forgets that the second one blocks as well."""

import asyncio

from world import find_station, read_forecast_blocking

PLACE = "Bergen"


async def main() -> str:
    station = await find_station(PLACE)
    forecast = read_forecast_blocking(station)  # cause: blocking-call
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
