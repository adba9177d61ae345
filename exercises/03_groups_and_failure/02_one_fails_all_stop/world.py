"""A file in four parts, each on a server of its own; a part may be broken."""

import asyncio
import random

PARTS = ("head", "body", "tail", "index")

durations: dict[str, float] = {}
texts: dict[str, str] = {}
broken = ""


class BrokenPartError(Exception):
    """A part arrived, and was not what it should be."""


async def download(part: str) -> str:
    """Fetch a part; takes 1 s, 3 s, 4 s and 2 s. Who is cancelled needs 0.25 s more to hang up."""
    try:
        await asyncio.sleep(durations[part])
    except asyncio.CancelledError:
        await asyncio.sleep(0.25)
        raise
    if part == broken:
        raise BrokenPartError(part)
    return texts[part]


def configure(rng: random.Random, fails: str = "index") -> None:
    """Write the parts, and break one of them; none if its name is empty."""
    global broken
    broken = fails
    durations.clear()
    durations.update(zip(PARTS, (1.0, 3.0, 4.0, 2.0), strict=True))
    texts.clear()
    texts.update({part: f"<{part} {rng.randrange(1000, 10_000)}>" for part in PARTS})


def shuffle_latencies(rng: random.Random) -> None:
    """Let other parts be the large ones, but for the broken one: it is seen to be broken when it is."""
    whole = [part for part in PARTS if part != broken]
    seconds = [durations[part] for part in whole]
    rng.shuffle(seconds)
    durations.update(zip(whole, seconds, strict=True))


configure(random.Random(0))
