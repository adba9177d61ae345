"""Six weather stations on mountains; some of them are out of order."""

import asyncio
import random

STATIONS = ("Zugspitze", "Brocken", "Feldberg", "Arber", "Watzmann", "Wasserkuppe")

durations: dict[str, float] = {}
degrees: dict[str, float] = {}
troubles: dict[str, Exception] = {}


class GarbledError(Exception):
    """A station answered, and nobody understands what."""


async def measure(station: str) -> float:
    """Return the temperature; takes 1 s, 1.5 s, 2 s, 0.5 s, 2.5 s and 1 s."""
    await asyncio.sleep(durations[station])
    if station in troubles:
        raise troubles[station]
    return degrees[station]


def configure(rng: random.Random, silent: str = "Arber", garbled: str = "Brocken") -> None:
    """Make some weather, and some trouble: one station silent, one garbled; none where the name is empty."""
    durations.clear()
    durations.update(zip(STATIONS, (1.0, 1.5, 2.0, 0.5, 2.5, 1.0), strict=True))
    degrees.clear()
    degrees.update({station: rng.randrange(-40, 40) / 2 for station in STATIONS})
    troubles.clear()
    if silent:
        troubles[silent] = ConnectionError(f"{silent} is silent since {rng.randrange(10, 60)} minutes")
    if garbled:
        troubles[garbled] = GarbledError(f"{garbled} says {rng.randrange(1000, 10_000)}")


def shuffle_latencies(rng: random.Random) -> None:
    """Let other stations be the slow ones; the longest measurement stays as long as it is."""
    seconds = list(durations.values())
    rng.shuffle(seconds)
    durations.update(zip(STATIONS, seconds, strict=True))


configure(random.Random(0))
