"""Points for platforms that know no fractions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms.cases import Case
from grader.platforms.whole_points import whole_points

Worth = dict[str, list[float]]

EXERCISES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.floats(0, 50, allow_nan=False).map(lambda value: round(value, 4)), min_size=1, max_size=8),
    max_size=4,
)


def cases_of(worth: Worth, earned: float = 0.0) -> list[Case]:
    return [
        Case(slug, f"{slug}: {number}", "failed", most * earned, most, "", hidden=False)
        for slug, parts in worth.items()
        for number, most in enumerate(parts)
    ]


def maxima(worth: Worth) -> list[int]:
    return [most for _, most in whole_points(cases_of(worth))]


@pytest.mark.parametrize(
    ("worth", "whole"),
    [
        ({"a": [1.6667, 1.6667, 1.6666], "b": [3.0, 3.0]}, [2, 2, 1, 3, 3]),
        ({"a": [4.0, 2.0, 0.0]}, [4, 2, 0]),
        ({"a": [0.2, 0.2, 3.6]}, [1, 1, 2]),
        ({}, []),
    ],
)
def test_a_course_keeps_its_points(worth: Worth, whole: list[int]) -> None:
    """Where exercises have whole ones, however their checks divide them."""
    assert maxima(worth) == whole


@pytest.mark.parametrize(
    ("worth", "whole"),
    [
        ({"a": [0.3333, 0.3333, 0.3334], "b": [2.0]}, [1, 1, 1, 6]),
        ({"a": [1.25, 1.25], "b": [1.0]}, [3, 2, 2]),
        ({"a": [0.37]}, [37]),
    ],
)
def test_points_are_multiplied_where_they_do_not_reach(worth: Worth, whole: list[int]) -> None:
    """A check that costs nothing when it fails would make full marks of less."""
    assert maxima(worth) == whole


@given(EXERCISES)
def test_full_marks_take_every_check_that_counts(worth: Worth) -> None:
    """All of it is had by all, and each check that is worth something is worth at least a point."""
    full = whole_points(cases_of(worth, 1.0))
    assert all(got == most for got, most in full)
    assert [most > 0 for _, most in full] == [part > 0 for parts in worth.values() for part in parts]


@given(EXERCISES, st.floats(0, 1))
def test_what_could_be_had_does_not_depend_on_what_was(worth: Worth, earned: float) -> None:
    """Two students of one course can get as much."""
    assert [most for _, most in whole_points(cases_of(worth, earned))] == maxima(worth)


def test_a_part_of_a_check_is_rounded_down() -> None:
    """Never up to what was not earned."""
    assert whole_points(cases_of({"a": [3.0]}, 0.6)) == ((1, 3),)
