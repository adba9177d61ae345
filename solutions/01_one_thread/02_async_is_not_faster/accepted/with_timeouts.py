"""Each step with a limit on how long it may take."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    station = await asyncio.wait_for(find_station(PLACE), timeout=10)
    async with asyncio.timeout(10):
        forecast = await read_forecast(station)
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
