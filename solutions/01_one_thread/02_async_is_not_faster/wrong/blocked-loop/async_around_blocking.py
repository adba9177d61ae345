"""Says async and keeps the calls that block."""

import asyncio

from world import find_station_blocking, read_forecast_blocking

PLACE = "Bergen"


async def main() -> str:
    station = find_station_blocking(PLACE)  # cause: blocking-call
    forecast = read_forecast_blocking(station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
