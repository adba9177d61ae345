"""Hands the task to the second step, where the number that it will give belongs."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    station = asyncio.create_task(find_station(PLACE))
    forecast = asyncio.create_task(read_forecast(station))  # cause: task-for-its-result
    await station
    return f"{PLACE}: {await forecast}"


if __name__ == "__main__":
    print(asyncio.run(main()))
