"""A service that converts videos, with three places; how long a video takes shows only when it is done."""

import asyncio
import random

VIDEOS = ("wedding", "goal", "kitten", "unboxing", "sunset", "recipe", "birthday")
PLACES = 3

durations: dict[str, float] = {}
links: dict[str, str] = {}


async def convert(video: str) -> str:
    """Convert a video and return where it can be watched; takes 3 s for the wedding and 1 s for the others."""
    await asyncio.sleep(durations[video])
    return links[video]


def configure(rng: random.Random, seconds: tuple[float, ...] = (3.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)) -> None:
    """Decide how long each video takes, and where it will be."""
    durations.clear()
    durations.update(zip(VIDEOS, seconds, strict=True))
    links.clear()
    for video in VIDEOS:
        links[video] = f"/watch/{rng.randrange(10_000, 100_000)}"


configure(random.Random(0))
