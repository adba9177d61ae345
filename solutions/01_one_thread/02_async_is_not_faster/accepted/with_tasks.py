"""Each step as a task: needless here, and right."""

import asyncio

from world import find_station, read_forecast

PLACE = "Bergen"


async def main() -> str:
    finding = asyncio.create_task(find_station(PLACE))
    station = await finding
    reading = asyncio.create_task(read_forecast(station))
    return f"{PLACE}: {await reading}"


if __name__ == "__main__":
    print(asyncio.run(main()))
