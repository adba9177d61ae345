"""Coursera: `/shared/feedback.json` with a share of the part's points, and the details as a text of their own.

Without the file the grader counts as failed and the attempt is not graded.
"""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.platforms.cases import cases_of, is_not_graded, summary_of
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line
from grader.platforms.typed_json import checked_json

FEEDBACK = PurePosixPath("/shared/feedback.json")
DETAILS = PurePosixPath("/shared/txtFeedback.txt")


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The file that is read first."""

    fractional_score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    feedback: Annotated[str, msgspec.Meta(min_length=1)]
    feedback_type: Literal["TXT"] = "TXT"


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """Both files, the one that is read first last; or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(FEEDBACK),)
    details = fitting(lambda longest: _details(report, longest).encode())
    feedback = checked_json(Feedback(share_of(report), one_line(summary_of(report))))
    return (File(DETAILS, details), File(FEEDBACK, feedback))


def _details(report: Report, longest: int) -> str:
    lines = [one_line(summary_of(report))]
    for case in cases_of(report):
        text = bounded(case.text, longest)
        lines += [f"{'✓' if case.passed else '✗'} {case.name}", *(f"    {line}" for line in text.split("\n") if text)]
    return "\n".join(lines) + "\n"


COURSERA = Platform("coursera", "Coursera", outputs, lambda _: (Withheld(FEEDBACK),))
