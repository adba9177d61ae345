"""Keeps the calls that block and moves them to other threads."""

import asyncio

from world import find_station_blocking, read_forecast_blocking

PLACE = "Bergen"


async def main() -> str:
    station = await asyncio.to_thread(find_station_blocking, PLACE)  # cause: another-thread
    forecast = await asyncio.to_thread(read_forecast_blocking, station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
