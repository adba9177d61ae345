"""A camera on a slow line, and a processor that is yours alone."""

import asyncio
import random
import time

PHOTOS = ("harbour", "lighthouse", "gulls")

negatives: dict[str, str] = {}


async def download(photo: str) -> str:
    """Fetch the negative of a photo; takes 2 s."""
    await asyncio.sleep(2.0)
    return negatives[photo]


def download_blocking(photo: str) -> str:
    """Do as download() does, and let nothing else happen meanwhile."""
    time.sleep(2.0)
    return negatives[photo]


def burn(seconds: float) -> None:
    """Compute for some seconds: the processor is busy, and so is your thread."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def configure(rng: random.Random) -> None:
    """Take the photos."""
    negatives.clear()
    for photo in PHOTOS:
        negatives[photo] = f"{photo} {rng.randrange(100_000, 1_000_000)}"[::-1]


configure(random.Random(0))
