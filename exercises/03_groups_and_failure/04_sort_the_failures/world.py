"""A cable car in the early morning: three parts to be probed, and a telephone down to the valley."""

import asyncio
import random
from collections.abc import Collection

PARTS = ("signal", "doors", "cable")

troubles: dict[str, Exception] = {}


async def probe(part: str) -> None:
    """Try a part; takes 1 s. Raises what is wrong with it, and returns if nothing is."""
    await asyncio.sleep(1)
    if part in troubles:
        raise troubles[part]


def ring() -> None:
    """Ask the valley to see to the lines; takes no time."""


def configure(
    rng: random.Random,
    silent: Collection[str] = ("signal",),
    faulty: Collection[str] = ("doors", "cable"),
    strange: Collection[str] = (),
    *,
    both_ends: bool = False,
) -> None:
    """Put some lines and some parts out of order, perhaps in a strange way, perhaps the cable at both of its ends."""
    minute, doors, strand = rng.randrange(10, 60), rng.randrange(2, 8), rng.randrange(100, 1000)
    faults: dict[str, Exception] = {
        "signal": ValueError("the signal shows red and green"),
        "doors": ValueError(f"{doors} of 8 doors are shut"),
        "cable": KeyError(f"strand {strand}"),
    }
    troubles.clear()
    troubles.update({part: ConnectionError(f"no answer from the {part} since 4:{minute}") for part in silent})
    troubles.update({part: faults[part] for part in faulty})
    troubles.update({part: RuntimeError(f"an owl sits on the {part}") for part in strange})
    if both_ends:
        # The cable is probed at both ends at once, and the upper one again by two people.
        no_answer = ExceptionGroup("the upper end", [ConnectionError(f"no answer from the summit since 4:{minute}")])
        troubles["cable"] = ExceptionGroup("both ends of the cable", [no_answer, faults["cable"]])


configure(random.Random(0))
