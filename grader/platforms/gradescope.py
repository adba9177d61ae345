"""Gradescope: `/autograder/results/results.json`, also read by Codio's wrapper.

The wrapper reads `execution_time` as an integer or drops the whole file, and takes a `score` at the top for a
percentage: so the first is one, and the second is left out. A result without one is how Gradescope learns that the
autograder failed: the submission then has no score, rather than 0.
"""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.platforms.cases import Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_json

RESULTS = PurePosixPath("/autograder/results/results.json")

Points = Annotated[float, msgspec.Meta(ge=0)]
Line = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^[^\n\r\x00]+$")]


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list."""

    name: Line
    score: Points
    max_score: Points
    status: Literal["passed", "failed"]
    visibility: Literal["visible", "hidden"]
    output: str
    output_format: Literal["text"] = "text"
    name_format: Literal["text"] = "text"


class Results(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    tests: Annotated[tuple[Test, ...], msgspec.Meta(min_length=1)]
    output: str
    output_format: Literal["md", "text"]
    stdout_visibility: Literal["hidden"] = "hidden"
    execution_time: Annotated[int, msgspec.Meta(ge=0)] = 0


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The result, or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(RESULTS),)
    page = surroundings.page(for_students(report))
    return (File(RESULTS, fitting(lambda longest: checked_json(_results(report, page, longest)))),)


def _results(report: Report, page: str, longest: int) -> Results:
    tests = tuple(_test(case, longest) for case in cases_of(report, for_staff=True))
    # A page that is cut in two is no Markdown any more.
    whole = len(page) <= longest * 8
    output = page if page and whole else summary_of(report)
    seconds = round(float(report.measured.get("seconds", 0)))
    return Results(tests, output, "md" if page and whole else "text", execution_time=seconds)


def _test(case: Case, longest: int) -> Test:
    return Test(
        name=case.name,
        score=case.points,
        max_score=case.max_points,
        status="passed" if case.passed else "failed",
        visibility="hidden" if case.hidden else "visible",
        output=bounded(case.text, longest),
    )


GRADESCOPE = Platform("gradescope", "Gradescope", outputs, lambda _: (Withheld(RESULTS),))
