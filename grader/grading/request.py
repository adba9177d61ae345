"""What is asked of a grading."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText, Unreadable
from grader.judge.runners import PATIENCE, Patience
from grader.model.report import Level

DataSeed = Callable[[Exercise, SubmittedText], int]


def everybodys(_exercise: Exercise, _submitted: SubmittedText) -> int:
    """The data that learners see."""
    return 0


class GradingRequest(msgspec.Struct, frozen=True):
    """The submissions to run, in order, and the exercises that are only reported as still to do."""

    submissions: tuple[tuple[Exercise, SubmittedText | Unreadable], ...]
    to_do: tuple[Exercise, ...] = ()
    seed: int = 0
    data_seed: DataSeed = everybodys
    schedules: int | None = None
    checks: Path | None = None
    patience: Patience = PATIENCE
    require_level: Level | None = None

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises of the report."""
        return (*(exercise for exercise, _ in self.submissions), *self.to_do)

    def hidden_checks(self, exercise: Exercise) -> tuple[Path, ...]:
        """The instructor's own checks of an exercise."""
        if self.checks is None:
            return ()
        return tuple(sorted((self.checks / exercise.slug).glob("test_*.py")))
