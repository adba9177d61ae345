"""Keeps main a plain function and calls asyncio.run for each step."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


def main() -> str:
    station = asyncio.run(find_station(PLACE))  # cause: second-loop
    forecast = asyncio.run(read_forecast(station))
    return f"{PLACE}: {forecast}"


if __name__ == "__main__":
    print(main())
