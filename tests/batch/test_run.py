"""What is graded, what is not graded again, and what a stop in the middle leaves."""

import sqlite3
from datetime import UTC, datetime

import msgspec
import pytest

from grader.batch.in_use import alone_in
from grader.batch.ledger import NAME, Ledger
from grader.batch.run import enter, grade_what_is_left
from grader.catalog.errors import CatalogError
from tests.batch.conftest import FakeJudges, School, verdicts

PASSES = "async def main(): 'passes'\n"


def fill(school: School, count: int = 6) -> None:
    for number in range(count):
        school.hand_in(f"s{number}", two_at_once=f"{PASSES}# {number}\n", at_most_four=f"slow = {number}\n")


def test_a_class_is_graded_once(school: School) -> None:
    """The second time there is nothing to do."""
    fill(school)
    first = school.grade()
    assert first["s3", "two-at-once"] == "passed"
    assert first["s3", "at-most-four"] == "still-sequential"
    school.judges = FakeJudges()
    assert school.grade() == first
    assert school.judges.given == []


def test_what_changed_is_graded_again_and_nothing_else(school: School) -> None:
    """One student hands in something new."""
    fill(school)
    school.grade()
    school.hand_in("s2", at_most_four=PASSES)
    school.judges = FakeJudges()
    assert school.grade()["s2", "at-most-four"] == "passed"
    assert [task.key.slug for task in school.judges.given] == ["at-most-four"]


def test_going_back_to_an_earlier_file_costs_nothing(school: School) -> None:
    """The ledger still knows what came of it."""
    fill(school)
    school.grade()
    school.hand_in("s2", two_at_once="worse\n")
    school.grade()
    fill(school)
    school.judges = FakeJudges()
    assert school.grade()["s2", "two-at-once"] == "passed"
    assert school.judges.given == []


def test_changed_definitions_are_graded_by(school: School) -> None:
    """Another world of one exercise leaves the results of the other alone."""
    fill(school)
    school.grade()
    world = school.exercises[0].paths.world
    world.write_text(world.read_text() + "\n# another\n")
    school.judges = FakeJudges()
    school.grade()
    assert {task.key.slug for task in school.judges.given} == {"two-at-once"}


def test_equal_files_are_graded_once(school: School) -> None:
    """Thirty untouched stubs are one."""
    for number in range(30):
        school.hand_in(f"s{number}", two_at_once=PASSES)
    assert set(school.grade().values()) == {"passed", "missing-file"}
    assert len(school.judges.given) == 1


@pytest.mark.parametrize("stop_after", [0, 1, 5, 11])
def test_a_stop_in_the_middle_loses_and_doubles_nothing(school: School, stop_after: int) -> None:
    """What was graded is kept, and only the rest is graded after."""
    fill(school)
    school.judges = FakeJudges(stop_after)
    with pytest.raises(KeyboardInterrupt):
        school.grade()
    given = [task.key for task in school.judges.given]
    school.judges = FakeJudges()
    assert None not in school.grade().values()
    again = [task.key for task in school.judges.given]
    assert len(set(given)) + len(set(again)) == len({*given, *again}) == 12


def test_a_file_that_no_judge_survives_is_not_scored(school: School) -> None:
    """It is the grader's failure, of that student alone."""
    school.hand_in("eve", two_at_once="kills\n")
    school.hand_in("ada", two_at_once=PASSES)
    found = school.grade()
    assert found["eve", "two-at-once"] == "judge-error"
    assert found["ada", "two-at-once"] == "passed"


def test_a_file_that_changes_before_its_turn_is_left_for_the_next_time(school: School) -> None:
    """Nothing is kept under the hash of something else."""
    fill(school, 1)
    plan = school.plan()
    school.hand_in("s0", two_at_once="changed\n")
    with school.ledger() as ledger:
        enter(plan, ledger)
        progress = grade_what_is_left(plan, ledger, school.judges, lambda _: None)
        assert progress.changed == [("s0", "two-at-once")]
        assert verdicts(ledger)["s0", "two-at-once"] is None


def test_who_left_the_class_does_not_count_any_more(school: School) -> None:
    """But a look at one student takes no other away."""
    fill(school, 2)
    school.grade()
    for path in (school.submissions / "s0").iterdir():
        path.unlink()
    (school.submissions / "s0").rmdir()
    assert {student for student, _ in school.grade(only=("s1",))} == {"s0", "s1"}
    assert {student for student, _ in school.grade()} == {"s1"}


def test_old_gradings_that_do_not_count_are_forgotten(school: School) -> None:
    """Retention takes what was replaced, and leaves what counts."""
    fill(school, 1)
    school.grade()
    school.hand_in("s0", two_at_once="new\n")
    before = school.grade()
    with school.ledger() as ledger:
        assert len(list(ledger.gradings())) == 3
        ledger.forget_older(datetime(2100, 1, 1, tzinfo=UTC))
        assert len(list(ledger.gradings())) == 2
        assert verdicts(ledger) == before


def test_what_is_no_ledger_is_refused(school: School) -> None:
    """And so is one of a newer grader."""
    school.out.mkdir()
    (school.out / NAME).write_text("not a database, and long enough to be looked at as one")
    with pytest.raises(CatalogError, match="is no ledger"):
        school.ledger()
    (school.out / NAME).unlink()
    with school.ledger() as ledger:
        ledger.write_notes({"format": "9"})
    with pytest.raises(CatalogError, match="format 9"):
        Ledger(school.out / NAME)


def test_a_folder_has_one_run_at_a_time(school: School) -> None:
    """The second is told so; when the first has ended, however, it may."""
    with alone_in(school.out), pytest.raises(CatalogError, match="another run is at work"), alone_in(school.out):
        pass
    with alone_in(school.out):
        pass


def test_a_full_disk_keeps_what_was_kept(school: School) -> None:
    """A result that cannot be written is not half written."""
    fill(school, 1)
    school.grade()
    with school.ledger() as ledger:
        (key, outcome), *_ = ledger.outcomes()
        ledger._db.execute("PRAGMA max_page_count = 20")

        def keep_many() -> None:
            for number in range(1000):
                ledger.keep(msgspec.structs.replace(key, seed=number), outcome, ["s0"])

        with pytest.raises(sqlite3.OperationalError, match="full"):
            keep_many()
        assert len(list(ledger.outcomes())) == len(list(ledger.gradings())) > 2
