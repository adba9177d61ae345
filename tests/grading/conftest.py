"""This kit's own exercises, and short ways to grade texts for them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.judge.runners import Patience
from grader.model.report import ExerciseResult

ROOT = Path(__file__).resolve().parents[2]

GradeTexts = Callable[..., list[ExerciseResult]]


@pytest.fixture(scope="session")
def kit() -> Catalog:
    """The exercises of this repository."""
    return load_catalog(find_sources((), ROOT))


@pytest.fixture(scope="session")
def two_at_once(kit: Catalog) -> Exercise:
    """The first exercise."""
    return kit.by_slug("two-at-once")


@pytest.fixture(scope="session")
def grade_texts(two_at_once: Exercise) -> GradeTexts:
    """Grade texts for the first exercise, in one request; patience is what one can have with a test."""

    def grade_texts(*texts: str) -> list[ExerciseResult]:
        submissions = tuple((two_at_once, as_submission(two_at_once, text)) for text in texts)
        return list(
            grade(GradingRequest(submissions, schedules=0, patience=Patience(computing=1.2, asleep=0.4))).exercises
        )

    return grade_texts


def as_submission(exercise: Exercise, text: str) -> SubmittedText:
    """A text as it is handed in for an exercise."""
    return SubmittedText(text, exercise.paths.stub, exercise.file_name)


def reference_of(exercise: Exercise) -> SubmittedText:
    """The kit's own answer."""
    return as_submission(exercise, (exercise.paths.solution / exercise.file_name).read_text(encoding="utf-8"))
