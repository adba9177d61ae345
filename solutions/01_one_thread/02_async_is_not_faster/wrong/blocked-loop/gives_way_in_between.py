"""Keeps the calls that block and gives way before and after each."""

import asyncio

from world import find_station_blocking, read_forecast_blocking

PLACE = "Bergen"


async def main() -> str:
    await asyncio.sleep(0)
    station = find_station_blocking(PLACE)  # cause: blocking-call
    await asyncio.sleep(0)
    forecast = read_forecast_blocking(station)
    await asyncio.sleep(0)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
