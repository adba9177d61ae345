"""Points on other scales."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms.shares import percent, share, weights

WORTH = st.lists(st.floats(0, 1000, allow_nan=False).map(lambda value: round(value, 6)), max_size=30)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_share_lies_between_nothing_and_everything(points: float, most: float) -> None:
    """Whatever is divided."""
    assert 0.0 <= share(points, most) <= 1.0


@given(st.floats(0, 1))
def test_only_everything_is_a_hundred_percent_and_only_nothing_none(earned: float) -> None:
    """Between them, the nearest whole percent."""
    assert (percent(earned) == 100) == (earned == 1.0)
    assert (percent(earned) == 0) == (earned == 0.0)
    assert abs(percent(earned) - 100 * earned) <= 1.0


@given(WORTH, st.randoms(use_true_random=False))
def test_weights_keep_full_marks_nothing_and_the_order(most: list[float], random: object) -> None:
    """What was full is full, what was nothing is nothing, and no part is more than it can be."""
    full = weights(most, most)
    none = weights([0.0] * len(most), most)
    assert all(got == of for got, of in full)
    assert all(got == 0 for got, _ in none)
    assert [of for _, of in full] == [of for _, of in none]


@given(WORTH)
def test_maxima_add_up_to_the_whole(most: list[float]) -> None:
    """On the scale that was chosen, to half a point."""
    whole = sum(of for _, of in weights(most, most))
    total = sum(most)
    scales = [1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 100]
    assert any(abs(whole - total * scale) <= 0.5 + 1e-4 * len(most) for scale in scales)


@pytest.mark.parametrize(
    ("most", "whole"),
    [
        ([4.0, 2.0, 0.0], [4, 2, 0]),
        ([1.5, 2.5], [3, 5]),
        ([1 / 3, 2 / 3], [1, 2]),
        ([0.1, 0.25], [2, 5]),
        ([0.333, 0.333, 0.334], [33, 33, 34]),
        ([], []),
    ],
)
def test_a_small_factor_makes_them_exact(most: list[float], whole: list[int]) -> None:
    """Hundredths only where none does."""
    assert [of for _, of in weights(most, most)] == whole


def test_a_part_of_a_check_is_rounded_down() -> None:
    """Never up to what was not earned."""
    assert weights([0.99], [1.0]) == ((0, 1),)
    assert weights([float(Fraction(2, 3)) * 3], [3.0]) == ((2, 3),)
