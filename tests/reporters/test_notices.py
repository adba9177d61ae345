"""What is said of a whole exercise, wherever it is shown."""

import msgspec
import pytest

from grader.model.report import ExerciseResult
from grader.model.verdict import Verdict
from grader.reporters.notices import schedules_tried


@pytest.mark.parametrize(
    ("verdict", "schedules", "said"),
    [
        (Verdict.STILL_SEQUENTIAL, 0, ""),
        (Verdict.PASSED, 20, "Right in the plain run, and in 20 other schedules too."),
        (Verdict.RACE, 1, "Right in the plain run; wrong in schedule 1."),
        (Verdict.RACE, 7, "Right in the plain run and in 6 other schedules; wrong in schedule 7."),
    ],
)
def test_the_schedules_tried_are_counted(
    sequential: ExerciseResult, verdict: Verdict, schedules: int, said: str
) -> None:
    """Where a program got so far; the last one tried is the one that went wrong."""
    assert schedules_tried(msgspec.structs.replace(sequential, verdict=verdict, schedules=schedules)) == said
