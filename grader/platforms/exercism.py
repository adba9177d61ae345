"""Exercism: `results.json`, version 3, of a test runner.

There are no points, and a learner is shown the first failure alone: so that one says what is known of the exercise.
The status is *error* where nothing ran, which includes the grader's own failure, and then the message is all there is.
"""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.model.verdict import Group
from grader.platforms.cases import UNFINISHED, Case, cases_of, exercise_text, is_not_graded, summary_of
from grader.platforms.delivery import File, Output
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json

RESULTS = PurePosixPath("results.json")

_MAX_MESSAGE = 65_535
_DID_NOT_RUN = {Group.LOADING, Group.GRADER}

Line = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^[^\n\r\x00]+$")]
Message = Annotated[str, msgspec.Meta(min_length=1, max_length=_MAX_MESSAGE)]


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One check, in the order of the report."""

    name: Line
    status: Literal["pass", "fail", "error"]
    message: Message | None


class Results(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: Literal[3]
    status: Literal["pass", "fail", "error"]
    message: Message | None
    tests: tuple[Test, ...]


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The file, also where nothing was graded."""
    return (File(RESULTS, fitting(lambda longest: checked_json(_results(report, longest)))),)


def unfinished(_: Surroundings) -> tuple[Output, ...]:
    """An error until it is graded."""
    return (File(RESULTS, checked_json(Results(3, "error", UNFINISHED, ()))),)


def _results(report: Report, longest: int) -> Results:
    shown = for_students(report)
    if is_not_graded(report):
        return _error(summary_of(report))
    unloaded = [r for r in shown.exercises if r.verdict is None or r.verdict.group in _DID_NOT_RUN]
    if len(unloaded) == len(shown.exercises):
        return _error("\n\n".join(bounded(exercise_text(result), longest) for result in unloaded))
    causes = {r.slug: bounded(exercise_text(r), longest) for r in shown.exercises}
    cases = cases_of(report)
    tests = [_test(case, longest) for case in cases]
    first = next((index for index, case in enumerate(cases) if not case.passed), None)
    if first is not None:
        tests[first] = msgspec.structs.replace(tests[first], message=causes[cases[first].exercise] or "Not passed.")
    return Results(3, "pass" if first is None else "fail", None, tuple(tests))


def _error(message: str) -> Results:
    return Results(3, "error", bounded(message, 8_000), ())


def _test(case: Case, longest: int) -> Test:
    if case.passed:
        return Test(case.name, "pass", None)
    return Test(case.name, "fail", bounded(case.text, longest) or "Not passed.")


EXERCISM = Platform("exercism", "Exercism", outputs, unfinished)
