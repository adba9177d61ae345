"""A weather service: which station is nearest, and what does it say."""

import asyncio
import random
import time

stations: dict[str, int] = {}
forecasts: dict[int, str] = {}


async def find_station(place: str) -> int:
    """Return the number of the station nearest to a place; takes 1 s."""
    await asyncio.sleep(1.0)
    return stations.get(place, 0)


def find_station_blocking(place: str) -> int:
    """Do as find_station() does, and let nothing else happen meanwhile."""
    time.sleep(1.0)
    return stations.get(place, 0)


async def read_forecast(station: int) -> str:
    """Return what a station forecasts; takes 2 s."""
    await asyncio.sleep(2.0)
    return forecasts.get(station, "there is no such station")


def read_forecast_blocking(station: int) -> str:
    """Do as read_forecast() does, and let nothing else happen meanwhile."""
    time.sleep(2.0)
    return forecasts.get(station, "there is no such station")


def configure(rng: random.Random) -> None:
    """Number the stations and make today's weather."""
    places = ["Bergen", "Cork", "Valletta"]
    stations.clear()
    stations.update(zip(places, rng.sample(range(1000, 10_000), len(places)), strict=True))
    forecasts.clear()
    for station in stations.values():
        sky = rng.choice(["clear", "cloudy", "fog", "rain"])
        forecasts[station] = f"{sky}, {rng.randrange(2, 30)} °C, wind {rng.randrange(1, 50)} knots"


configure(random.Random(0))
