"""Awaits the first step only: the forecast stays a coroutine."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    station = await find_station(PLACE)
    forecast = read_forecast(station)  # cause: call-not-awaited
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
