"""The archive of a library: eight scanned pages, and each needs its own time to be found."""

import asyncio
import random
import time

PAGES = (1, 2, 3, 4, 5, 6, 7, 8)

delays: dict[int, float] = {}
texts: dict[int, str] = {}


async def fetch(page: int) -> str:
    """Return the text of a page; takes between 0.25 s and 2 s."""
    await asyncio.sleep(delays[page])
    return texts[page]


def fetch_blocking(page: int) -> str:
    """Do as fetch() does, and let nothing else happen meanwhile."""
    time.sleep(delays[page])
    return texts[page]


def configure(rng: random.Random, seconds: tuple[float, ...] = (0.5, 1.0, 1.5, 0.25, 2.0, 0.75, 1.25, 1.0)) -> None:
    """Decide how long each page takes, and what was written on it."""
    delays.clear()
    delays.update(zip(PAGES, seconds, strict=True))
    things = ["barley", "chalk", "figs", "lamp oil", "nails", "quills", "salt", "wax"]
    rng.shuffle(things)
    texts.clear()
    for page, thing in zip(PAGES, things, strict=True):
        texts[page] = f"{rng.randrange(2, 100)} sacks of {thing}"


def shuffle_latencies(rng: random.Random) -> None:
    """Let other pages be the slow ones; the longest search stays as long as it is."""
    seconds = list(delays.values())
    rng.shuffle(seconds)
    delays.update(zip(PAGES, seconds, strict=True))


configure(random.Random(0))
