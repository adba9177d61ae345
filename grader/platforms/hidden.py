"""A report as its learner may see it.

Most platforms show whatever they are given. So a hidden check keeps its points and its place, and loses its name, its
reason and its line; and an exercise that failed by hidden checks alone loses what was said of them.
"""

from collections.abc import Iterator, Sequence

import msgspec

from grader.model.report import CheckResult, ExerciseResult, Report
from grader.model.verdict import Verdict, first_cause

HEADLINE = "A hidden check did not pass"
_SAYS_LEAST = Verdict.WRONG_RESULT
"""The id that says least: a hidden check's own id may be the secret."""


def for_students(report: Report) -> Report:
    """The report without anything that only a hidden check knows."""
    return msgspec.structs.replace(report, exercises=tuple(map(_exercise, report.exercises)))


def _exercise(result: ExerciseResult) -> ExerciseResult:
    if not any(check.hidden for check in result.checks):
        return result
    checks = tuple(_shown(result.checks))
    if not _speaks_of_hidden(result):
        return msgspec.structs.replace(result, checks=checks)
    visible = [check for check in result.checks if not check.hidden and not check.skipped]
    verdict = first_cause(check.verdict for check in visible)
    told = next((check for check in visible if check.verdict is verdict is not Verdict.PASSED), None)
    return msgspec.structs.replace(
        result,
        checks=checks,
        verdict=_SAYS_LEAST if told is None else verdict,
        headline=HEADLINE if told is None else told.name,
        summary="" if told is None else told.message,
        line=None if told is None else told.line,
        hint="",
        excerpt=(),
        timeline=None,
        cause=None,
    )


def _speaks_of_hidden(result: ExerciseResult) -> bool:
    """Whether the exercise's verdict came from hidden checks alone; the grader's own failure is no secret."""
    if result.verdict in {None, Verdict.PASSED, Verdict.JUDGE_ERROR}:
        return False
    return not any(check.verdict is result.verdict and not (check.hidden or check.skipped) for check in result.checks)


def _shown(checks: Sequence[CheckResult]) -> Iterator[CheckResult]:
    """Each check; what was not decided may carry the id of a hidden cause."""
    number = 0
    for check in checks:
        number += check.hidden
        if check.hidden:
            yield _blank(check, number)
        else:
            yield msgspec.structs.replace(check, verdict=_SAYS_LEAST) if check.skipped else check


def _blank(check: CheckResult, number: int) -> CheckResult:
    told = {Verdict.PASSED, Verdict.JUDGE_ERROR}
    return CheckResult(
        name=f"hidden check {number}",
        criterion="behaviour",
        verdict=check.verdict if check.verdict in told else _SAYS_LEAST,
        points=check.points,
        max_points=check.max_points,
        hidden=True,
        skipped=check.skipped,
    )
