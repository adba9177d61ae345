"""Artemis: JUnit XML where its Python builds leave it.

It knows a test by its name alone and drops what was skipped, so names are unique over all exercises and undecided is a
failure. Weights and visibility stand in the exercise's settings, per name. A build without a result is a failed
build, which can be started again: that is what it is told where nothing was graded.
"""

from pathlib import PurePosixPath

from grader.model.report import Report
from grader.platforms.cases import Case, cases_of, is_not_graded
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.junit_xml import Suite, junit_xml
from grader.platforms.platform import Platform
from grader.platforms.surroundings import Surroundings
from grader.platforms.texts import MAX_TEXT, fitting

RESULTS = PurePosixPath("test-reports/onethread.xml")


def outputs(report: Report, _: Surroundings) -> tuple[Output, ...]:
    """The file, or none where the grader failed."""
    if is_not_graded(report):
        return (Withheld(RESULTS),)
    suites = [Suite("onethread", cases_of(report))]
    return (File(RESULTS, fitting(lambda longest: junit_xml(suites, _tag, longest), longest_text=MAX_TEXT)),)


def _tag(case: Case) -> str | None:
    return None if case.passed else "failure"


ARTEMIS = Platform("artemis", "Artemis", outputs, lambda _: (Withheld(RESULTS),))
