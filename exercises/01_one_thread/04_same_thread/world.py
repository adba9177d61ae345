"""A sorting office: five workers, and a sack of letters for each."""

import asyncio
import random
import time

WORKERS = ("Ines", "Jonas", "Kofi", "Lena", "Mira")

letters: dict[str, int] = {}
seconds: dict[str, float] = {}


async def sort_letters(worker: str) -> int:
    """Let a worker's sack be sorted by the machine; takes 0.5 s and gives the number of letters."""
    await asyncio.sleep(seconds[worker])
    return letters[worker]


def sort_letters_blocking(worker: str) -> int:
    """Do as sort_letters() does, and let nothing else happen meanwhile."""
    time.sleep(seconds[worker])
    return letters[worker]


def configure(rng: random.Random, slow: str = "") -> None:
    """Fill the sacks; the machine of whoever is slow needs twice as long."""
    letters.clear()
    letters.update((worker, rng.randrange(100, 1000)) for worker in WORKERS)
    seconds.update((worker, 1.0 if worker == slow else 0.5) for worker in WORKERS)


configure(random.Random(0))
