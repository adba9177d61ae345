"""Open edX: the last line of a container grader's standard output, as xqueue-watcher reads it.

Five parts a test, all of them strings but the third; it escapes them itself. What is no JSON is no reply: the
submission stays in the queue and is graded again, so that is what it is told where nothing was graded.
"""

from typing import Annotated

import msgspec

from grader.model.report import Report
from grader.platforms.cases import Case, cases_of, is_not_graded, summary_of
from grader.platforms.delivery import Output, Said
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting, one_line
from grader.platforms.typed_json import checked_line

_MAX_TEXT = 5_000
_HIDDEN = {"1", "true", "yes"}

Test = tuple[str, str, bool, str, str]


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line."""

    errors: tuple[str, ...]
    tests: tuple[Test, ...]
    correct: bool
    score: Annotated[float, msgspec.Meta(ge=0, le=1)]


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The line, or a sentence that is none."""
    if is_not_graded(report):
        return (Said(f"{one_line(summary_of(report), 1_000)}\n"),)
    hides = surroundings.environment.get("HIDE_OUTPUT", "").lower() in _HIDDEN
    cases = () if hides else cases_of(report)
    line = fitting(lambda longest: checked_line(_grade(report, cases, longest)).encode(), longest_text=_MAX_TEXT)
    return (Said(f"{line.decode()}\n"),)


def _grade(report: Report, cases: tuple[Case, ...], longest: int) -> Grade:
    earned = share_of(report)
    return Grade((), tuple(_test(case, longest) for case in cases), earned == 1.0, earned)


def _test(case: Case, longest: int) -> Test:
    return (case.name, "", case.passed, "passes", bounded(case.text, longest) or "passes")


OPENEDX = Platform("openedx", "Open edX", outputs, lambda _: (), speaks=True)
