"""A directory of a hundred names behind a cache: nearly everything is in it, and what is not takes a second."""

import asyncio
import random

KEYS = tuple(f"user-{number:03}" for number in range(100))

values: dict[str, str] = {}
missing: set[str] = set()


async def lookup(key: str) -> str:
    """Return the value of a key: at once if the cache has it, after 1 s if it has not."""
    if key in missing:
        await asyncio.sleep(1.0)
    return values[key]


def configure(rng: random.Random, misses: int = 3) -> None:
    """Fill the directory, and leave some of it out of the cache."""
    values.clear()
    values.update(
        (key, f"{rng.choice(['Ada', 'Bo', 'Chidi', 'Dora'])} {rng.randrange(10_000, 100_000)}") for key in KEYS
    )
    missing.clear()
    missing.update(rng.sample(KEYS, misses))


configure(random.Random(0))
