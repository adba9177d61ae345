"""A report in the points of a course: what an exercise's checks give is the share, the course says of how much."""

from collections.abc import Mapping

import msgspec

from grader.model.report import CheckResult, ExerciseResult, Report
from grader.model.verdict import Verdict

# A share such as 2/3 of 5 points is told as gradebooks keep it, and not with sixteen digits.
_DECIMALS = 4


def weighed(report: Report, points: Mapping[str, float]) -> Report:
    """The report with each exercise counting what the course says; `points` by slug."""
    results = tuple(weighed_result(result, points[result.slug]) for result in report.exercises)
    return msgspec.structs.replace(
        report,
        exercises=results,
        points=round(sum(result.points for result in results), _DECIMALS),
        max_points=sum(result.max_points for result in results),
    )


def weighed_result(result: ExerciseResult, most: float) -> ExerciseResult:
    """One exercise of it; a file that could not be read has got nothing of all there was."""
    got = round(_share(result) * most, _DECIMALS)
    factor = most / result.max_points if result.max_points else 0.0
    checks = tuple(_scaled(check, factor) for check in result.checks)
    return msgspec.structs.replace(result, points=got, max_points=most, checks=checks)


def _share(result: ExerciseResult) -> float:
    if not result.max_points:
        return float(result.verdict is Verdict.PASSED)
    return result.points / result.max_points


def _scaled(check: CheckResult, factor: float) -> CheckResult:
    points, most = round(check.points * factor, _DECIMALS), round(check.max_points * factor, _DECIMALS)
    return msgspec.structs.replace(check, points=points, max_points=most)
