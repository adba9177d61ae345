"""What a student may see of a report."""

import msgspec
import pytest

from grader.model.report import ExerciseResult, Report
from grader.model.verdict import Verdict
from grader.platforms.cases import cases_of
from grader.platforms.hidden import HEADLINE, for_students

from .conftest import HIDDEN, REPORTS, SECRET


@pytest.mark.parametrize("name", HIDDEN)
def test_no_part_of_it_knows_what_only_a_hidden_check_knows(name: str) -> None:
    """Not its name, its reason, its line, its seed, nor its id."""
    text = msgspec.json.encode(for_students(REPORTS[name]())).decode()
    assert SECRET not in text
    assert "rate-exceeded" not in text


def test_every_part_of_an_exercise_has_been_thought_of() -> None:
    """A new field is either of no one's making but the course's or the visible checks', or it has to be blanked."""
    blanked = {"checks", "verdict", "headline", "summary", "line", "hint", "excerpt", "timeline", "cause"}
    of_the_course = {"slug", "title", "version", "file", "target", "sequential", "ideal"}
    measured = {"points", "max_points", "elapsed", "threads", "lights", "schedules"}
    assert set(ExerciseResult.__struct_fields__) == blanked | of_the_course | measured


@pytest.mark.parametrize("name", HIDDEN)
def test_points_stay_what_they_were(name: str) -> None:
    """Of the whole, of each exercise, of each check."""
    before, after = REPORTS[name](), for_students(REPORTS[name]())
    assert (after.points, after.max_points) == (before.points, before.max_points)
    for one, other in zip(before.exercises, after.exercises, strict=True):
        assert (one.points, one.max_points) == (other.points, other.max_points)
        assert [check.points for check in one.checks] == [check.points for check in other.checks]


def test_an_exercise_that_failed_by_hidden_checks_alone_says_so() -> None:
    """And keeps no sentence that was about them."""
    (result,) = for_students(REPORTS["hidden alone"]()).exercises
    assert (result.headline, result.summary, result.hint) == (HEADLINE, "", "")


def test_a_visible_check_that_failed_too_speaks_for_the_exercise() -> None:
    """A learner can act upon that one."""
    _, result = for_students(REPORTS["hidden first"]()).exercises
    assert (result.verdict, result.headline, result.line) == (Verdict.LATE_OUTPUT, "prints at once", 4)


def test_a_report_without_hidden_checks_stays(report: Report) -> None:
    """To the letter."""
    if not any(check.hidden for result in report.exercises for check in result.checks):
        assert for_students(report) == report


def test_staff_read_a_hidden_check_and_nobody_elses_sentence_changes() -> None:
    """Only its own case has more to say."""
    report = REPORTS["hidden first"]()
    pairs = zip(cases_of(report), cases_of(report, for_staff=True), strict=True)
    for student, staff in pairs:
        if staff.hidden:
            assert SECRET in staff.name + staff.text
        else:
            assert staff == student
