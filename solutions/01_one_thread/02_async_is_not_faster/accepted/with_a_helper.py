"""A coroutine of its own for the two steps."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def forecast_for(place: str) -> str:
    return await read_forecast(await find_station(place))


async def main() -> str:
    return f"{PLACE}: {await forecast_for(PLACE)}"


if __name__ == "__main__":
    print(asyncio.run(main()))
