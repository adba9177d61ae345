"""Texts and names that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms import PlatformError
from grader.platforms.texts import bounded, fitting, unique_names


@given(st.text(), st.integers(0, 200))
def test_no_text_is_longer_than_it_may_be(text: str, limit: int) -> None:
    """Whatever it is made of."""
    assert len(bounded(text, limit)) <= limit


def test_a_cut_text_keeps_its_head_and_its_tail() -> None:
    """And says that something is missing."""
    text = bounded("the head " + "x" * 5_000 + " the tail", 200)
    assert text.startswith("the head ")
    assert text.endswith(" the tail")
    assert text.count("the middle is left out") == 1


def test_a_short_text_stays() -> None:
    """To the letter, lines included."""
    assert bounded("one\ntwo", 100) == "one\ntwo"


@given(st.lists(st.text(max_size=300), max_size=30), st.integers(20, 100))
def test_names_are_one_of_each_and_fit(names: list[str], limit: int) -> None:
    """One line, in bytes, as many as there were."""
    found = list(unique_names(names, limit))
    assert len(found) == len(set(found)) == len(names)
    assert all(name and len(name.encode()) <= limit and name.isprintable() for name in found)


def test_a_name_that_was_there_is_numbered() -> None:
    """In order, also where the number is taken."""
    assert list(unique_names(["a", "a (2)", "a", ""])) == ["a", "a (2)", "a (3)", "check"]


def test_texts_grow_shorter_until_the_result_fits() -> None:
    """The longest that do."""
    asked: list[int] = []

    def build(longest: int) -> bytes:
        asked.append(longest)
        return b"x" * (10 * longest)

    assert len(fitting(build, 1_000, 400)) == 1_000
    assert asked == [400, 200, 100]


def test_what_is_too_large_without_any_text_is_an_error() -> None:
    """It says how large, and what to do."""
    with pytest.raises(PlatformError, match=r"100 bytes without any text, and the platform takes 99: grade fewer"):
        fitting(lambda _: b"x" * 100, 99)
