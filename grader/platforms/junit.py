"""Plain JUnit XML, `junit.xml` in the working folder: an exercise is a suite, a check is a case."""

from pathlib import PurePosixPath

from grader.model.report import Report
from grader.platforms.cases import Case, Status, cases_of
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.junit_xml import Suite, junit_xml
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import fitting

RESULTS = PurePosixPath("junit.xml")

_TAGS: dict[Status, str | None] = {
    "passed": None,
    "failed": "failure",
    "undecided": "skipped",
    "not-graded": "error",
}


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The file; what is the grader's fault is an error, what was not decided is skipped."""
    suites = suites_of(cases_of(report))
    return (File(RESULTS, fitting(lambda longest: junit_xml(suites, lambda case: _TAGS[case.status], longest))),)


def suites_of(cases: tuple[Case, ...]) -> list[Suite]:
    """A suite for each exercise."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.exercise, []).append(case)
    return [Suite(slug, of_one) for slug, of_one in found.items()]


JUNIT = Platform("junit", "JUnit XML", outputs, lambda _: (Withheld(RESULTS),))
