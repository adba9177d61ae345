"""Chapter 1 end to end: every submission that lies in `solutions/` gets the verdict that it is filed under."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.grading import GradingRequest, grade
from grader.model.report import ExerciseResult
from grader.testing.replay import Replay
from tests.grading.conftest import ROOT

CHAPTER = "01_one_thread"


@dataclass(frozen=True)
class Filed:
    """A submission that the kit keeps, and the verdict that its place asks for."""

    exercise: Exercise
    path: Path
    verdict: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> SubmittedText:
        found = read_submission(self.path, self.exercise.file_name)
        assert isinstance(found, SubmittedText)
        return found


def filed_of(exercise: Exercise) -> list[Filed]:
    """The stub, the reference, and all that lies beside the reference."""
    solution, stub = exercise.paths.solution, exercise.manifest.stub.verdict
    return [
        Filed(exercise, exercise.paths.stub, stub),
        Filed(exercise, solution / exercise.file_name, "passed"),
        *(Filed(exercise, path, "passed") for path in sorted(solution.glob("accepted/*.py"))),
        *(Filed(exercise, path, path.parent.name) for path in sorted(solution.glob("wrong/*/*.py"))),
    ]


EXERCISES = [e for e in load_catalog(find_sources((), ROOT)).exercises if e.folder.parent.name == CHAPTER]
FILED = [filed for exercise in EXERCISES for filed in filed_of(exercise)]


@cache
def results() -> dict[str, ExerciseResult]:
    """All of them, each graded once."""
    return graded()


def graded() -> dict[str, ExerciseResult]:
    """The results by name; what schedules do to any but a race is other tests'."""
    races = [filed for filed in FILED if filed.verdict == "race"]
    others = [filed for filed in FILED if filed.verdict != "race"]
    return {**_graded(others, schedules=0), **_graded(races)}


def _graded(filed: list[Filed], schedules: int | None = None) -> dict[str, ExerciseResult]:
    request = GradingRequest(tuple((each.exercise, each.text) for each in filed), schedules=schedules)
    return dict(zip((each.name for each in filed), grade(request).exercises, strict=True))


def test_the_chapter_is_complete() -> None:
    """Five exercises, each with a stub, a reference and at least five known-wrong submissions."""
    wrong = [sum(filed.path.parent.parent.name == "wrong" for filed in filed_of(exercise)) for exercise in EXERCISES]
    assert len(EXERCISES) == 5
    assert min(wrong) >= 5


@pytest.mark.parametrize("filed", FILED, ids=[filed.name for filed in FILED])
def test_each_gets_the_verdict_of_its_place(filed: Filed) -> None:
    """Wrong ones the one they are filed under, the others a pass with all points."""
    result = results()[filed.name]
    assert (result.verdict, result.points == result.max_points) == (filed.verdict, filed.verdict == "passed")


@pytest.mark.parametrize("exercise", EXERCISES, ids=[exercise.slug for exercise in EXERCISES])
def test_stub_and_reference_take_exactly_their_times(exercise: Exercise) -> None:
    """Equal to the last bit, and the stub scores nothing."""
    stub, reference = (results()[filed.name] for filed in filed_of(exercise)[:2])
    times = exercise.manifest.time
    assert (stub.elapsed, stub.points, reference.elapsed) == (times.sequential, 0.0, times.target)


def test_a_check_sees_the_same_in_a_run_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the recorded plain run tells, a fresh run tells too, of every submission of the chapter."""
    monkeypatch.setattr(Replay, "start", lambda replay, *_: replay._ask_for_own_run())
    assert graded() == results()
