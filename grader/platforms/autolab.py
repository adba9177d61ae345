"""Autolab: the last line of standard output is the scores, the one before it the formatted feedback.

A score of `null` is how a problem stays ungraded. Before it reads the last line, Autolab puts quotes around whatever
looks like a bare key, inside strings as well: so nothing but slugs and numbers stands there.
"""

from typing import Annotated

import msgspec

from grader.model.report import ExerciseResult, Report
from grader.model.verdict import Verdict
from grader.platforms.cases import Case, cases_of
from grader.platforms.delivery import Output, Said
from grader.platforms.hidden import for_students
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import bounded, fitting
from grader.platforms.typed_json import ascii_line, checked_line

Slug = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]+$")]
Stage = Annotated[str, msgspec.Meta(pattern=r"^\d+\. [A-Za-z0-9_-]+$")]
"""Numbered, so that none is called `stages`."""
Points = Annotated[float, msgspec.Meta(ge=0)]


class Scores(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line. Each problem has to be configured under its slug."""

    scores: dict[Slug, Points | None]


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of one check."""

    passed: bool
    hint: str = ""


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line before: a stage for each exercise."""

    stages: dict[Stage, dict[str, Test]]


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The screen, which is shown to students as it is, and the two lines."""
    shown = for_students(report)
    cases = cases_of(report)
    feedback = fitting(lambda longest: _feedback(cases, longest).encode())
    scores = checked_line(Scores({result.slug: _score(result) for result in report.exercises}))
    screen = surroundings.screen(shown)
    return (Said(f"{bounded(screen, 64 * 1024)}\n{feedback.decode()}\n{scores}\n"),)


def _score(result: ExerciseResult) -> float | None:
    failed = Verdict.JUDGE_ERROR in {result.verdict, *(check.verdict for check in result.checks)}
    return None if failed else result.points


def _feedback(cases: tuple[Case, ...], longest: int) -> str:
    slugs = list(dict.fromkeys(case.exercise for case in cases))
    stages: dict[str, dict[str, Test]] = {}
    for case in cases:
        stage = stages.setdefault(f"{slugs.index(case.exercise) + 1}. {case.exercise}", {})
        stage[case.name] = Test(case.passed, bounded(case.text, longest))
    return _presented(Feedback(stages))


def _presented(feedback: Feedback) -> str:
    """Stages stand beside the words that present them, which no type can say."""
    checked_line(feedback)
    stages = msgspec.to_builtins(feedback.stages)
    return ascii_line({"_presentation": "semantic", "stages": list(stages), **stages})


AUTOLAB = Platform("autolab", "Autolab", outputs, lambda _: (), speaks=True)
