"""Awaits both steps and sleeps in between, to give the hand a turn it has already."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    station = await find_station(PLACE)
    await asyncio.sleep(0.5)  # cause: own-sleep
    forecast = await read_forecast(station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
