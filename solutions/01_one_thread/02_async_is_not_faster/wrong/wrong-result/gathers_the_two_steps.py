"""Starts both steps at once, though the second needs what the first one finds."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    _, forecast = await asyncio.gather(find_station(PLACE), read_forecast(PLACE))  # cause: step-without-its-input
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
