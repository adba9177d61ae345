"""PrairieLearn: `/grade/results/results.json`, at most 1 MiB, and the container must exit with 0.

`gradable: false` takes no attempt and no points: for the grader's own failures, for a grading that was killed, and
where no file could be read.
"""

from pathlib import PurePosixPath
from typing import Annotated

import msgspec

from grader.model.report import Report
from grader.model.verdict import Verdict
from grader.platforms.cases import UNFINISHED, Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import File, Output
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json

RESULTS = PurePosixPath("/grade/results/results.json")

Points = Annotated[float, msgspec.Meta(ge=0)]
Line = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^[^\n\r\x00]+$")]


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list; one without points would take them from all the others."""

    name: Line
    points: Points
    max_points: Points
    message: str


class Results(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    gradable: bool
    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    message: str
    output: str = ""
    tests: tuple[Test, ...] = ()
    format_errors: tuple[str, ...] = ()


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The result, also where nothing was graded."""
    screen = surroundings.screen(for_students(report))
    return (File(RESULTS, fitting(lambda longest: checked_json(_results(report, screen, longest)))),)


def unfinished(_: Surroundings) -> tuple[Output, ...]:
    """Not gradable until it is graded."""
    return (File(RESULTS, checked_json(Results(gradable=False, score=0.0, message=UNFINISHED))),)


def _results(report: Report, screen: str, longest: int) -> Results:
    message = bounded(summary_of(report), 1_000)
    if is_not_graded(report):
        return Results(gradable=False, score=0.0, message=message)
    unreadable = _unreadable(report, longest)
    if unreadable:
        return Results(gradable=False, score=0.0, message=message, format_errors=unreadable)
    tests = tuple(_test(case, longest) for case in cases_of(report))
    return Results(True, share_of(report), message, bounded(screen, longest * 4), tests)


def _unreadable(report: Report, longest: int) -> tuple[str, ...]:
    """What to say where nothing that was handed in could be read."""
    unreadable = {Verdict.MISSING_FILE, Verdict.UNREADABLE_FILE}
    if any(result.verdict not in unreadable for result in report.exercises):
        return ()
    return tuple(bounded(result.summary, longest) for result in report.exercises)


def _test(case: Case, longest: int) -> Test:
    return Test(case.name, case.points, case.max_points, bounded(case.text, longest))


PRAIRIELEARN = Platform("prairielearn", "PrairieLearn", outputs, unfinished)
