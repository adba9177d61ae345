"""A world's latencies under a schedule: who answers first is not promised to anybody.

A world allows it by a function `shuffle_latencies(rng)`, which may change when its answers come and nothing else. What
it draws is noted: two schedules in which it draws the same have the same latencies, whatever else differs in them.
"""

import random
from types import ModuleType

SHUFFLE_LATENCIES = "shuffle_latencies"

_BITS_OF_A_FLOAT = 53


class NotingRandom(random.Random):
    """Draws what any `Random` of its seed draws, and notes it as whole numbers."""

    def __init__(self, seed: str) -> None:
        """Begin with nothing drawn."""
        self.drawn: list[int] = []
        super().__init__(seed)

    def getrandbits(self, k: int, /) -> int:
        """So many bits."""
        bits = super().getrandbits(k)
        self.drawn.append(bits)
        return bits

    def random(self) -> float:
        """A number below 1."""
        value = super().random()
        self.drawn.append(int(value * (1 << _BITS_OF_A_FLOAT)))
        return value

    def _randbelow(self, n: int) -> int:
        """A number below n, as `Random` finds it for `shuffle`, `randrange` and `choice`.

        Without this it would be found all the same, and with each number that was too large and drawn again in what
        is noted: hardly two schedules would be seen to have the same latencies.
        """
        below = super().getrandbits(n.bit_length())
        while n and below >= n:
            below = super().getrandbits(n.bit_length())
        self.drawn.append(below)
        return below


def shuffle_latencies(world: ModuleType, schedule: int) -> tuple[int, ...] | None:
    """Let a schedule decide over a world's latencies, and return what was drawn; `None` where nothing decides."""
    shuffle = getattr(world, SHUFFLE_LATENCIES, None)
    if not schedule or shuffle is None:
        return None
    rng = NotingRandom(f"latencies {schedule}")
    shuffle(rng)
    return tuple(rng.drawn)
