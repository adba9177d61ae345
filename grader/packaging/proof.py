"""What has to hold before a package grades anybody: stubs earn nothing, and submissions are kept in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.model.report import ExerciseResult, Isolation, Level, Report
from grader.model.verdict import Verdict


@dataclass(frozen=True)
class Proof:
    """What was found: how submissions are kept in here, and a sentence for each thing that must not be."""

    isolation: Isolation
    exercises: int
    seconds: float
    problems: tuple[str, ...]


def prove(exercises: tuple[Exercise, ...], checks: Path | None, require_level: Level | None) -> Proof:
    """Grade each stub as if it were handed in.

    Raises what `grade` raises: `NotIsolated` where submissions are kept in less than they must be, `GraderFailure`.
    """
    report = _graded(exercises, None, require_level)
    problems = list(_problems(exercises, report, _wrong_with))
    if checks is not None:
        # Hidden checks may find something worse in a stub than it is there for, and still give it no points.
        problems += _problems(exercises, _graded(exercises, checks, require_level), _wrong_with_hidden)
        if require_level and "read-hidden-file" in report.isolation.canaries_passed:
            problems.append("a submission can read files here, and there are hidden checks to read")
    return Proof(report.isolation, len(exercises), report.measured["seconds"], tuple(problems))


def _graded(exercises: tuple[Exercise, ...], checks: Path | None, require_level: Level | None) -> Report:
    stubs = tuple((each, SubmittedText(each.stub_text(), each.paths.stub, each.file_name)) for each in exercises)
    return grade(GradingRequest(stubs, checks=checks, require_level=require_level))


def _problems(
    exercises: tuple[Exercise, ...], report: Report, wrong_with: Callable[[Exercise, ExerciseResult], Iterator[str]]
) -> Iterator[str]:
    for exercise, result in zip(exercises, report.exercises, strict=True):
        yield from wrong_with(exercise, result)


def _wrong_with(exercise: Exercise, result: ExerciseResult) -> Iterator[str]:
    expected = exercise.manifest.stub.verdict
    if result.verdict is not expected:
        yield f"the stub of `{exercise.slug}` gets `{result.verdict}` and not `{expected}`"
    if result.points:
        yield f"the stub of `{exercise.slug}` earns {result.points:g} points"
    elif result.max_points == 0:
        yield f"`{exercise.slug}` has no points to earn"


def _wrong_with_hidden(exercise: Exercise, result: ExerciseResult) -> Iterator[str]:
    if result.verdict is Verdict.JUDGE_ERROR:
        yield f"the hidden checks of `{exercise.slug}` fail by themselves: {result.summary}"
    elif result.points:
        yield f"the stub of `{exercise.slug}` earns {result.points:g} points by the hidden checks"
