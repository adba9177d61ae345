"""Numbers, durations and counts in words."""

import pytest

from grader.model import units


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (0.25, "0.25"), (4.5, "4.5"), (0.1 + 0.2, "0.3"), (100.0, "100"), (-1e-9, "0")]
)
def test_number(value: float, text: str) -> None:
    """A number has no needless zeros, and nothing below microseconds."""
    assert units.number(value) == text
    assert units.seconds(value) == f"{text} s"


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (units.count(1, "exercise"), "1 exercise"),
        (units.count(0, "exercise"), "0 exercises"),
        (units.count(2, "match", "matches"), "2 matches"),
    ],
)
def test_count(counted: str, text: str) -> None:
    """A count bends its noun."""
    assert counted == text
