"""A report as a list of cases."""

import pytest

from grader.grading.weighing import weighed
from grader.model.report import CheckResult, Report
from grader.model.verdict import Verdict
from grader.platforms.cases import cases_of, is_not_graded, summary_of

from .conftest import CHECKS, REPORTS, exercise, failed, report_of


def test_cases_add_up_to_the_report(report: Report) -> None:
    """In what was earned, and in what could be."""
    cases = cases_of(report)
    assert sum(case.points for case in cases) == pytest.approx(report.points)
    assert sum(case.max_points for case in cases) == pytest.approx(report.max_points)


def thirds(*passed: bool) -> Report:
    """An exercise of three checks that weigh alike, in a course that gives 5 points for it."""
    checks = tuple(
        CheckResult(f"check {n}", "behaviour", Verdict.PASSED if ok else Verdict.RAISED, (), float(ok), 1.0)
        for n, ok in enumerate(passed)
    )
    return weighed(report_of(failed(verdict=Verdict.RAISED, checks=checks)), {"two-at-once": 5.0})


def test_a_courses_points_stay_whole() -> None:
    """Gradescope refuses results that add up to another sum than the assignment's."""
    assert sum(check.max_points for check in thirds(True, True, True).exercises[0].checks) > 5
    assert sum(case.max_points for case in cases_of(thirds(True, True, True))) == 5.0
    assert sum(case.points for case in cases_of(thirds(True, True, True))) == 5.0
    assert sum(case.points for case in cases_of(thirds(True, False, True))) == pytest.approx(10 / 3, abs=1e-3)


def test_an_exercise_of_guards_alone_keeps_the_courses_points() -> None:
    """Its last case carries them."""
    for results, points in (((exercise(checks=CHECKS[:1]),), 5.0), ((failed(checks=CHECKS[:1]),), 0.0)):
        (case,) = cases_of(weighed(report_of(*results), {"two-at-once": 5.0}))
        assert (case.points, case.max_points) == (points, 5.0)


def test_a_file_that_is_not_there_has_got_nothing_of_its_points() -> None:
    """Where a course says what it is worth."""
    (case,) = cases_of(weighed(REPORTS["missing"](), {"one": 5.0}))
    assert (case.points, case.max_points, case.status) == (0.0, 5.0, "failed")


def test_the_check_that_is_the_reason_says_why_and_where() -> None:
    """With nothing around it, for it is shown by itself."""
    case = cases_of(report_of(failed()))[1]
    for part in ("Right result, but one wait after the other.", "two_at_once.py, line 21", "[still-sequential]"):
        assert part in case.text
    assert "took 4.5 s, a good answer takes 2.5 s" in case.text


def test_a_grade_of_which_a_part_is_unknown_is_no_grade() -> None:
    """And none at all is none either."""
    assert is_not_graded(REPORTS["ours in part"]())
    assert is_not_graded(REPORTS["empty"]())
    assert not is_not_graded(REPORTS["mixed"]())
    assert summary_of(REPORTS["ours in part"]()).startswith("Not graded: the grader failed in three.")
