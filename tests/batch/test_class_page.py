"""The page about a class."""

import re
from datetime import UTC, datetime

from grader.batch.changes import Change
from grader.batch.class_page import to_class_page
from grader.batch.grades import class_table
from grader.batch.overrides import Overrides
from tests.batch.conftest import School

PASSES = "async def main(): 'passes'\n"


def page_of(school: School, changes: list[Change] | None = None) -> str:
    school.grade()
    with school.ledger() as ledger:
        table = class_table(ledger, Overrides())
    return to_class_page(table, datetime(2026, 5, 14, 18, 2, tzinfo=UTC), "K2", "grader batch", changes)


def test_it_says_how_the_class_fared(school: School) -> None:
    """Who is there, how many passed what, what many are stuck on and what would help them."""
    for number in range(3):
        school.hand_in(f"s{number}", two_at_once=PASSES, at_most_four=f"slow = {number}\n")
    page = page_of(school)
    assert "CS 210" in page
    assert "14 May 2026 18:02" in page
    assert re.search(r"<b>3</b> graded", page)
    assert re.search(r"<b>3</b> Right result, but one wait after the other", page)
    assert "The median is <b>4</b>" in page


def test_who_needs_a_person_is_listed_with_what_to_do(school: School) -> None:
    """What the grader failed at comes with the command that tries again."""
    school.hand_in("eve", two_at_once="kills\n", at_most_four=PASSES)
    page = page_of(school)
    assert "Needs a person (1)" in page
    assert "grader batch --only eve --regrade" in page


def test_no_text_of_a_student_becomes_markup(school: School) -> None:
    """Nor could it run: the policy names one script and one style by hash, and nothing else."""
    school.hand_in("<script>alert(1)", two_at_once=PASSES)
    page = page_of(school)
    assert page.count("<script") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_it_loads_nothing(school: School) -> None:
    """One file, which can be mailed or printed."""
    school.hand_in("ada", two_at_once=PASSES)
    assert not re.search(r"(src=|url\(|@import|https?://)", page_of(school))


def test_changes_have_a_place_where_there_was_a_comparison(school: School) -> None:
    """Also when there are none."""
    school.hand_in("ada", two_at_once=PASSES)
    assert 'href="#changes"' not in page_of(school)
    assert "Changes: 0" in page_of(school, [])
    assert "too-slow" in page_of(school, [Change("ada", "two-at-once", "too-slow", "passed", "0", "4")])
