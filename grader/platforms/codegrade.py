"""CodeGrade: one JSON line with the checks, one with the points, for the structured output of a custom test.

`cg truncate` takes the lines; what it is given must be ASCII. A skipped test would leave the denominator, so that
skipping pays: undecided is a failure here. Without a line there are no points, and the step fails.
"""

from fractions import Fraction
from typing import Annotated, Literal

import msgspec

from grader.model.report import Report
from grader.platforms.cases import Case, cases_of, is_not_graded
from grader.platforms.delivery import Output, Said, Withheld
from grader.platforms.platform import Platform
from grader.platforms.shares import weights
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import checked_line

Weight = Annotated[str, msgspec.Meta(pattern=r"^\d+(/[1-9]\d*)?$")]
Line = Annotated[str, msgspec.Meta(min_length=1, pattern=r"^[^\n\r\x00]+$")]


class TestCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One check."""

    name: Line
    status: Literal["success", "failure"]
    weight: Weight
    reason: str = ""


class Suite(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One exercise."""

    id: Line
    name: Line
    test_cases: tuple[TestCase, ...]


class UnitTests(msgspec.Struct, frozen=True, tag_field="tag", tag="unit-test", forbid_unknown_fields=True):
    """The line with the checks."""

    results: tuple[Suite, ...]


class Points(msgspec.Struct, frozen=True, tag_field="tag", tag="points", forbid_unknown_fields=True):
    """The line with the points: the part of all that was earned."""

    points: Weight


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """Two lines, or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(),)
    cases = cases_of(report)
    points = weights([case.points for case in cases], [case.max_points for case in cases])
    got, most = sum(got for got, _ in points), sum(most for _, most in points)
    total = checked_line(Points(str(Fraction(got, most) if most else Fraction(0))))
    each = [most for _, most in points]
    checks = fitting(lambda longest: checked_line(UnitTests(_suites(cases, each, longest))).encode()).decode()
    return (Said(f"{checks}\n{total}\n"),)


def _suites(cases: tuple[Case, ...], weights: list[int], longest: int) -> tuple[Suite, ...]:
    found: dict[str, list[TestCase]] = {}
    for case, weight in zip(cases, weights, strict=True):
        status: Literal["success", "failure"] = "success" if case.passed else "failure"
        test = TestCase(case.name, status, str(weight), bounded(case.text, longest))
        found.setdefault(case.exercise, []).append(test)
    return tuple(Suite(slug, slug, tuple(tests)) for slug, tests in found.items())


CODEGRADE = Platform("codegrade", "CodeGrade", outputs, lambda _: (), speaks=True)
