"""Time as integer nanoseconds inside, as asyncio's float seconds at the border.

Sums of integers do not drift: ten sleeps of 0.1 end at exactly 1.0, which a float clock misses.
"""

import math

PER_SECOND = 1_000_000_000

# Later than any instant a run can reach: where a timer of infinite delay waits.
NEVER = 1 << 62

# In seconds: what lies at or beyond it is `NEVER`.
FAR = NEVER / PER_SECOND


def from_seconds(seconds: float) -> int:
    """The nearest tick; infinity, and what lies beyond every horizon, is `NEVER`.

    Raises:
        ValueError: for NaN, which is no instant.

    """
    if math.isnan(seconds):
        message = "a delay must be a number of seconds, not NaN"
        raise ValueError(message)
    if seconds >= FAR:
        return NEVER
    return round(seconds * PER_SECOND)


def to_seconds(ticks: int) -> float:
    """Seconds, correctly rounded: integer division does not go through an inexact float."""
    return ticks / PER_SECOND
