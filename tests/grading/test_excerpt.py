"""The lines that are shown around a cause."""

import pytest

from grader.explain.case import NotedLine
from grader.grading.excerpt import excerpt

PROGRAM = '''import asyncio


async def main():
    """Do it.

    All of it.
    """
    first = ask()
    second = ask()
    third = ask()
    fourth = ask()
    await first
    return second


async def other():
    """Do less."""
    await ask()
    return 1
'''


def shown(text: str, *noted: int) -> list[int]:
    """The numbers of the lines that are shown around these."""
    return [line.number for line in excerpt(text, [NotedLine(line, "", marked=True) for line in noted])]


@pytest.mark.parametrize(
    ("noted", "lines"),
    [
        pytest.param((12,), [11, 12, 13], id="far from its def, between its neighbours"),
        pytest.param((9,), [9, 10], id="below a docstring whose def is out of sight, without it"),
        pytest.param((19,), [17, 18, 19, 20], id="near its def, from there on"),
        pytest.param((4,), [3, 4, 5], id="at the def itself, with what stands above"),
        pytest.param((1,), [1, 2], id="at the top, nothing above"),
        pytest.param((20,), [17, 18, 19, 20], id="at the end, nothing below"),
        pytest.param((19, 20), [17, 18, 19, 20], id="two together, to the last of them"),
        pytest.param((9, 19), [9, 19], id="two far apart, without what lies between"),
        pytest.param((99,), [], id="nowhere in the file"),
        pytest.param((), [], id="no line at all"),
    ],
)
def test_what_is_shown(noted: tuple[int, ...], lines: list[int]) -> None:
    """A handful of lines, from the `def` where it is at hand, and never a docstring by itself."""
    assert shown(PROGRAM, *noted) == lines


def test_what_is_no_python_is_shown_by_its_neighbours() -> None:
    """Nothing is known of its functions."""
    assert shown("def main(:\n    one\n    two\n    three\n", 3) == [2, 3, 4]
