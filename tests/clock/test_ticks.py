"""Integer nanoseconds and their border with seconds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.clock import ticks


@given(st.integers(0, 2**53))
def test_a_tick_survives_the_border(tick: int) -> None:
    """Up to 104 days, each tick has a float of its own."""
    assert ticks.from_seconds(ticks.to_seconds(tick)) == tick


def test_decimals_are_exact() -> None:
    """Seconds with nine decimals at most cross unchanged."""
    assert [ticks.to_seconds(ticks.from_seconds(n / 10)) for n in range(100)] == [n / 10 for n in range(100)]


@pytest.mark.parametrize("seconds", [math.inf, 1e300, ticks.FAR])
def test_what_is_too_far_is_never(seconds: float) -> None:
    """Beyond every horizon there is one instant only."""
    assert ticks.from_seconds(seconds) == ticks.NEVER


def test_nan_is_refused() -> None:
    """A delay that is no number is an error, not a wait."""
    with pytest.raises(ValueError, match="NaN"):
        ticks.from_seconds(math.nan)
