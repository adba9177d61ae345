"""INGInious: `/.__output/__feedback.json` with exact types: a grade that is an integer makes it a crash.

*crash* is also what it is told where nothing was graded: such a submission is an error, not an answer. Feedback is
reStructuredText; whatever is not ours stands in a literal block, which ends only where a line is not indented.
"""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.model.units import number
from grader.platforms.cases import UNFINISHED, Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import File, Output
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line
from grader.platforms.typed_json import checked_json

FEEDBACK = PurePosixPath("/.__output/__feedback.json")


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=False):
    """The whole file."""

    result: Literal["success", "failed", "crash"]
    grade: Annotated[float, msgspec.Meta(ge=0, le=100)]
    text: str


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The file, also where nothing was graded."""
    return (File(FEEDBACK, fitting(lambda longest: checked_json(_feedback(report, longest)))),)


def unfinished(_: Surroundings) -> tuple[Output, ...]:
    """A crash until it is graded."""
    return (File(FEEDBACK, checked_json(Feedback("crash", 0.0, _literal(UNFINISHED)))),)


def _feedback(report: Report, longest: int) -> Feedback:
    if is_not_graded(report):
        return Feedback("crash", 0.0, _literal(one_line(summary_of(report), 1_000)))
    earned = share_of(report)
    lines = [one_line(summary_of(report)), *(_about(case, longest) for case in cases_of(report))]
    # A float, always: 100 * 1.0 stays one, and msgspec writes it with its point.
    return Feedback("success" if earned == 1.0 else "failed", 100.0 * earned, _literal("\n".join(lines)))


def _about(case: Case, longest: int) -> str:
    points = f" ({number(case.points)} / {number(case.max_points)})" if case.max_points else ""
    text = bounded(case.text, longest).replace("\n", "\n    ")
    return f"{'✓' if case.passed else '✗'} {case.name}{points}{chr(10) if text else ''}{'    ' if text else ''}{text}"


def _literal(text: str) -> str:
    return "::\n\n" + "\n".join(f"    {line}" for line in text.split("\n")) + "\n"


INGINIOUS = Platform("inginious", "INGInious", outputs, unfinished)
