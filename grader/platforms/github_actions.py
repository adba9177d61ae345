"""GitHub Actions: a result for the grading reporter, a page for the run's summary, annotations at the learner's lines.

The reporter adds up the scores of the tests and takes `max_score` for the whole; without a maximum it counts nothing,
and a status of *error* ends the job in red: so it is told when nothing was graded. Its table shows passed of all tests
instead, which is another number where tests weigh differently. It prints names as they come, in a log that obeys
commands.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from grader.model.report import ExerciseResult, Report
from grader.model.verdict import Verdict
from grader.platforms.cases import Case, cases_of, exercise_text, is_not_graded, summary_of
from grader.platforms.delivery import Added, Output, Said
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line
from grader.platforms.typed_json import checked_json
from grader.platforms.whole_points import whole_points
from grader.platforms.workflow_commands import as_mere_text, command

_MAX_RESULT = 64 * 1024
"""Bytes: it reaches the reporter as a variable of its environment, of which Linux takes 128 KiB, in base64."""

_MAX_PAGE = 900 * 1024
_MAX_ANNOTATIONS = 10
"""A step may set ten of each kind; the rest is dropped without a word."""

Points = Annotated[int, msgspec.Meta(ge=0)]
Line = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^[^\n\r\x00]+$")]


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the reporter's log."""

    name: Line
    status: Literal["pass", "fail", "error"]
    score: Points
    message: str
    test_code: Literal[""] = ""
    filename: str = ""
    line_no: Points = 0
    duration: Literal[0] = 0


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the reporter reads. Without `tests` it dies, also where there are none."""

    version: Literal[3]
    status: Literal["pass", "fail", "error"]
    max_score: Points
    tests: tuple[Test, ...]


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """All three, as far as the runner names files for them."""
    shown = for_students(report)
    page = surroundings.page(shown)
    result = base64.b64encode(fitting(lambda longest: checked_json(_result(report, longest)), _MAX_RESULT)).decode()
    files = [("GITHUB_OUTPUT", f"result={result}\n"), ("GITHUB_STEP_SUMMARY", _bounded_page(page, report))]
    added = [Added(Path(place), text) for name, text in files if (place := surroundings.environment.get(name))]
    said = as_mere_text(surroundings.screen(shown) or summary_of(report))
    return (*added, Said(said + "".join(_annotations(shown))))


def _result(report: Report, longest: int) -> Result:
    if is_not_graded(report):
        return Result(3, "error", 0, (Test("not graded", "error", 0, bounded(summary_of(report), longest)),))
    cases = cases_of(report)
    points = whole_points(cases)
    tests = tuple(_test(case, got, longest) for case, (got, _) in zip(cases, points, strict=True))
    passed = bool(cases) and all(case.passed for case in cases)
    return Result(3, "pass" if passed else "fail", sum(most for _, most in points), tests)


def _test(case: Case, score: int, longest: int) -> Test:
    return Test(case.name, "pass" if case.passed else "fail", score, bounded(case.text, longest))


def _bounded_page(page: str, report: Report) -> str:
    return page if page and len(page.encode()) <= _MAX_PAGE else f"{summary_of(report)}\n"


def _annotations(report: Report) -> Iterator[str]:
    failed = [result for result in report.exercises if result.verdict not in {None, Verdict.PASSED}]
    yield from (_annotation(result) for result in failed[:_MAX_ANNOTATIONS])


def _annotation(result: ExerciseResult) -> str:
    name = "warning" if result.verdict is Verdict.JUDGE_ERROR else "error"
    place = {"file": one_line(result.file), "line": str(result.line)} if result.line is not None else {}
    title = one_line(f"{result.slug}: {result.headline}")
    return command(name, bounded(exercise_text(result), 1_000), **place, title=title)


GITHUB_ACTIONS = Platform("github-actions", "GitHub Actions", outputs, lambda _: (), speaks=True)
