"""A picture gallery on the net, which gives each picture an address."""

import asyncio
import random

PICTURES = ("beach", "dunes", "pier", "gull")

durations: dict[str, float] = {}
links: dict[str, str] = {}


async def upload(picture: str) -> str:
    """Send a picture and return its address; takes 1 s, 2 s, 1.5 s and 0.5 s."""
    await asyncio.sleep(durations[picture])
    return links[picture]


def configure(rng: random.Random, seconds: tuple[float, ...] = (1.0, 2.0, 1.5, 0.5)) -> None:
    """Decide how long each picture takes, and where it will hang."""
    durations.clear()
    durations.update(zip(PICTURES, seconds, strict=True))
    links.clear()
    links.update({picture: f"/room/{rng.randrange(100, 1000)}" for picture in PICTURES})


def shuffle_latencies(rng: random.Random) -> None:
    """Let other pictures be the large ones; the longest upload stays as long as it is."""
    seconds = list(durations.values())
    rng.shuffle(seconds)
    durations.update(zip(PICTURES, seconds, strict=True))


configure(random.Random(0))
