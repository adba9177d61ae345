"""A report as a list of cases: what almost every platform wants, in the order of the report.

A check is a case. Its text stands alone, since platforms show it without anything around it; the check from which the
exercise has its verdict also says why, and where. An exercise without checks (its file was not there, or nothing was
written yet) is one case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from grader.model.report import CheckResult, ExerciseResult, Report
from grader.model.units import seconds
from grader.model.verdict import Verdict
from grader.platforms.hidden import for_students
from grader.platforms.shares import share
from grader.platforms.texts import MAX_NAME, unique_names

Status = Literal["passed", "failed", "undecided", "not-graded"]
"""`undecided`: an earlier cause came first, or nothing was handed in; `not-graded`: the grader failed."""

UNFINISHED = "The grading did not finish. This costs no points; hand in again, or ask your instructor."
_DECIMALS = 9
NOT_GRADED = "The grader failed here, which is never your fault. This was not graded."


@dataclass(frozen=True)
class Case:
    """What one line of a platform's list says; `text` is whole, and may be hostile."""

    exercise: str
    name: str
    status: Status
    points: float
    max_points: float
    text: str
    hidden: bool

    @property
    def passed(self) -> bool:
        """Whether it passed; everything else did not."""
        return self.status == "passed"


def cases_of(report: Report, *, for_staff: bool = False, longest_name: int = MAX_NAME) -> tuple[Case, ...]:
    """A case for each check; hidden ones have nothing to say, unless `for_staff`: then they keep what they know."""
    shown = for_students(report).exercises
    found = [
        line for one, whole in zip(shown, report.exercises, strict=True) for line in _lines_of(one, whole, for_staff)
    ]
    names = unique_names((_name(result, check) for result, check, _ in found), longest_name)
    return tuple(_case(result, check, worth, name) for (result, check, worth), name in zip(found, names, strict=True))


_Worth = tuple[float, float]
_Line = tuple[ExerciseResult, CheckResult | None, _Worth]


def _lines_of(result: ExerciseResult, whole: ExerciseResult, for_staff: bool) -> Iterator[_Line]:
    """The checks of one exercise and what they are worth; for staff, those hidden as they stand in `whole`."""
    if not result.checks:
        yield result, None, (result.points, result.max_points)
    for check, known, worth in zip(result.checks, whole.checks, _worths(result), strict=True):
        yield result, known if for_staff and known.hidden else check, worth


def _worths(result: ExerciseResult) -> list[_Worth]:
    """What was earned and could be for each check, so that they add up to the exercise's.

    A course weighs exercises, and rounds: three checks of 5 points are 1.6667 each. Where no check is worth anything,
    the last one carries what the exercise is.
    """
    most = [check.max_points for check in result.checks]
    shares = [share(check.points, check.max_points) for check in result.checks]
    if result.checks:
        carrier = max((index for index, worth in enumerate(most) if worth > 0), default=len(most) - 1)
        if not any(most):
            shares[carrier] = share(result.points, result.max_points)
        most[carrier] = max(0.0, round(most[carrier] + result.max_points - sum(most), _DECIMALS))
    return [(worth * earned, worth) for worth, earned in zip(most, shares, strict=True)]


def is_not_graded(report: Report) -> bool:
    """Whether the grader failed in any part, or nothing was asked: a grade of which a part is unknown is no grade."""
    return not report.exercises or any(_failed_by_us(result) for result in report.exercises)


def summary_of(report: Report) -> str:
    """The whole in one sentence."""
    if not report.exercises:
        return "Not graded: no exercise was asked for."
    if is_not_graded(report):
        failed = ", ".join(result.slug for result in report.exercises if _failed_by_us(result))
        return f"Not graded: the grader failed in {failed}. This is never your fault and costs no points."
    passed = sum(result.verdict is Verdict.PASSED for result in report.exercises)
    return f"{passed} of {len(report.exercises)} passed."


def exercise_text(result: ExerciseResult) -> str:
    """All that is to be said of one exercise that did not pass; `result` as a student may see it."""
    return "\n".join(_about(result))


def _failed_by_us(result: ExerciseResult) -> bool:
    return Verdict.JUDGE_ERROR in {result.verdict, *(check.verdict for check in result.checks)}


def _name(result: ExerciseResult, check: CheckResult | None) -> str:
    return f"{result.slug}: {check.name if check else result.title}"


def _case(result: ExerciseResult, check: CheckResult | None, worth: _Worth, name: str) -> Case:
    status = _status(result.verdict if check is None else check.verdict, skipped=check is not None and check.skipped)
    hidden = check is not None and check.hidden
    return Case(result.slug, name, status, *worth, _text(result, check, status), hidden)


def _status(verdict: Verdict | None, *, skipped: bool) -> Status:
    if verdict is Verdict.JUDGE_ERROR:
        return "not-graded"
    if verdict is None or skipped:
        return "undecided"
    return "passed" if verdict is Verdict.PASSED else "failed"


def _text(result: ExerciseResult, check: CheckResult | None, status: Status) -> str:
    if status == "passed":
        return ""
    if status == "not-graded":
        return NOT_GRADED
    if status == "undecided":
        return f"Not decided: {result.headline or 'an earlier cause'} comes first." if check else "Nothing written yet."
    return "\n".join(_about(result) if check is None or check is _speaker(result) else _about_check(result, check))


def _speaker(result: ExerciseResult) -> CheckResult | None:
    decided = (check for check in result.checks if check.verdict is result.verdict and not check.skipped)
    return next((check for check in decided if not check.hidden), None)


def _about(result: ExerciseResult) -> Iterator[str]:
    yield f"{result.headline}."
    yield from _lines(result.summary)
    speaker = _speaker(result)
    if speaker and speaker.message and speaker.message != result.summary:
        yield from _lines(speaker.message)
    if result.line is not None:
        yield f"{result.file}, line {result.line}"
    if result.elapsed is not None and result.elapsed != result.target:
        yield f"took {seconds(result.elapsed)}, a good answer takes {seconds(result.target)}"
    yield from _lines(result.hint)
    yield f"[{result.verdict}]"


def _about_check(result: ExerciseResult, check: CheckResult) -> Iterable[str]:
    if check.hidden and not check.message:
        return ("A hidden check did not pass.",)
    place = [f"{check.file or result.file}, line {check.line}"] if check.line is not None else []
    again = [f"the same run again: --seed {check.seed}"] if check.seed is not None else []
    return (*_lines(check.message), *place, *again, f"[{check.verdict}]")


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
