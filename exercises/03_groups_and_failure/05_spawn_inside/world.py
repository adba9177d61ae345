"""A disk at the other end of the world: folders, and folders inside them."""

import asyncio
import random

ROOT = "/"
SHELVES = ("/photos", "/music", "/letters")

delays: dict[str, float] = {}


async def list_folder(folder: str) -> list[str]:
    """Return the folders directly inside a folder, by their full names; takes 0.5 s."""
    await asyncio.sleep(delays[folder])
    return [inner for inner in delays if inner != ROOT and (inner.rpartition("/")[0] or ROOT) == folder]


def configure(rng: random.Random, seconds: dict[str, float] | None = None) -> None:
    """Lay out the folders: a given disk, or sixteen folders, four deep."""
    delays.clear()
    if seconds is not None:
        delays.update(seconds)
        return
    years = rng.sample(range(1970, 2020), 12)
    delays[ROOT] = 0.5
    for number, shelf in enumerate(SHELVES):
        first, second, third, fourth = years[number * 4 : number * 4 + 4]
        for inner in ("", f"/{first}", f"/{second}", f"/{first}/{third}", f"/{second}/{fourth}"):
            delays[f"{shelf}{inner}"] = 0.5


configure(random.Random(0))
