"""Moodle CodeRunner: the JSON of a combinator template grader is all of standard output.

A field that it does not know is an error, and so is a missing fraction. Columns are plain text throughout: `%h` would
show a learner's words as HTML. Rows with `ishidden` are for staff alone. What is no JSON is shown as a broken grader,
which its staff can regrade: that is what it is told where nothing was graded.
"""

import html
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.model.units import number
from grader.platforms.cases import Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import Output, Said
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line
from grader.platforms.typed_json import checked_line

Row = tuple[str | int, str, str, str, str | int]
_HEADER: Row = ("iscorrect", "Check", "Points", "What happened", "ishidden")


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of standard output; no other field may be there."""

    fraction: Annotated[float, msgspec.Meta(ge=0, le=1)]
    prologuehtml: str
    testresults: tuple[Row, ...]
    columnformats: tuple[Literal["%s"], Literal["%s"], Literal["%s"]] = ("%s", "%s", "%s")


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The JSON, or a sentence that is none."""
    if is_not_graded(report):
        return (Said(f"{one_line(summary_of(report), 1_000)}\n"),)
    return (Said(fitting(lambda longest: f"{_outcome(report, longest)}\n".encode()).decode()),)


def _outcome(report: Report, longest: int) -> str:
    rows = tuple(_row(case, longest) for case in cases_of(report, for_staff=True))
    prologue = f"<p>{html.escape(one_line(summary_of(report)))}</p>"
    return checked_line(Outcome(share_of(report), prologue, (_HEADER, *rows)))


def _row(case: Case, longest: int) -> Row:
    points = f"{number(case.points)} / {number(case.max_points)}" if case.max_points else ""
    return (int(case.passed), case.name, points, bounded(case.text, longest), int(case.hidden))


CODERUNNER = Platform("coderunner", "Moodle CodeRunner", outputs, lambda _: (), speaks=True)
