"""What decides among timers with equal deadlines."""

import itertools
import random
from collections.abc import Callable

_BELOW = 32


def shuffled_stamps(seed: int | str) -> Callable[[], int]:
    """Stamps that put equal deadlines into an order of the seed's choice, for `VirtualClockLoop(stamps=...)`.

    The running number below the random bits keeps two stamps from ever being the same.
    """
    rng = random.Random(seed)  # noqa: S311 - reproducible on purpose
    numbers = itertools.count(1)
    return lambda: rng.getrandbits(_BELOW) << _BELOW | next(numbers)
