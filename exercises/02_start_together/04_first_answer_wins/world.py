"""Three mirrors of one file. Some days a mirror is down; and who abandons a request has to hang up properly."""

import asyncio
import random

MIRRORS = ("Tromsø", "Porto", "Izmir")

delays: dict[str, float] = {}
files: dict[str, str] = {}
down: set[str] = set()
open_lines: list[str] = []
hang_up = 0.25


async def download(mirror: str) -> str:
    """Fetch the file from a mirror; takes 3 s, 1 s or 2 s. To hang up, when it is cancelled, takes 0.25 s.

    Raises:
        ConnectionError: the mirror is down today, which turns out only when the time is over.

    """
    open_lines.append(mirror)
    try:
        await asyncio.sleep(delays[mirror])
        if mirror in down:
            raise ConnectionError(f"{mirror} is down today")
    except asyncio.CancelledError:
        await asyncio.sleep(hang_up)
        raise
    finally:
        open_lines.remove(mirror)
    return files[mirror]


def configure(
    rng: random.Random,
    seconds: tuple[float, ...] = (3.0, 1.0, 2.0),
    out_of_order: tuple[str, ...] = (),
    closing: float = 0.25,
) -> None:
    """Decide which mirror is how quick, which are down, and how long it takes to hang up."""
    global hang_up
    hang_up = closing
    open_lines.clear()
    down.clear()
    down.update(out_of_order)
    delays.clear()
    delays.update(zip(MIRRORS, seconds, strict=True))
    edition = rng.randrange(100, 1000)
    files.clear()
    files.update((mirror, f"sea chart no. {edition}, from {mirror}") for mirror in MIRRORS)


def shuffle_latencies(rng: random.Random) -> None:
    """Let other mirrors be the quick ones; the first answer comes as soon as it does."""
    seconds = list(delays.values())
    rng.shuffle(seconds)
    delays.update(zip(MIRRORS, seconds, strict=True))


configure(random.Random(0))
