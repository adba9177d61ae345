"""Moodle VPL: standard output with a block of comments and a line that proposes the grade.

Any line that begins like the grade proposes one, the last one wins, and nothing can be escaped. So no line that is not
ours begins with anything but `>`, which shows it as it is. Without a grade line there is no proposal: that is how it is
told that nothing was graded.
"""

import math

from grader.model.report import Report
from grader.model.units import number
from grader.platforms.cases import Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import Output, Said
from grader.platforms.errors import PlatformError
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The comments, and the grade unless the grader failed."""
    comments = fitting(lambda longest: "\n".join(_comments(report, longest)).encode()).decode()
    grade = "" if is_not_graded(report) else f"Grade :=>> {_grade(report, surroundings)}\n"
    return (Said(f"<|--\n{comments}\n--|>\n{grade}"),)


def _grade(report: Report, surroundings: Surroundings) -> str:
    least, most = (_limit(surroundings, name, usual) for name, usual in (("VPL_GRADEMIN", 0), ("VPL_GRADEMAX", 100)))
    return number(least + share_of(report) * (most - least))


def _limit(surroundings: Surroundings, name: str, usual: float) -> float:
    given = surroundings.environment.get(name) or str(usual)
    try:
        value = float(given)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise PlatformError(
            f"{name} is {one_line(given, 40)!r}, which is no number: the activity's grade is not points."
        )
    return value


def _comments(report: Report, longest: int) -> list[str]:
    lines = [f">{one_line(summary_of(report), 1_000)}"]
    for case in cases_of(report):
        lines += [_title(case), *(f"> {line}" for line in bounded(case.text, longest).split("\n") if case.text)]
    return lines


def _title(case: Case) -> str:
    """A title that does not end in brackets, which would be read as a deduction."""
    points = f", {number(case.points)} of {number(case.max_points)} points" if case.max_points else ""
    return f"- {'passed' if case.passed else 'not passed'}: {case.name}{points}."


VPL = Platform("vpl", "Moodle VPL", outputs, lambda _: (), speaks=True)
