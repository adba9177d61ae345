"""Who is in the class, and what counts for them."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.batch.plan import Plan, shard_of
from grader.batch.roster import Roster, Student, read_roster
from grader.catalog.errors import CatalogError
from tests.batch.conftest import School

PASSES = "async def main(): 'passes'\n"


def students(plan: Plan) -> list[str]:
    return [each.student for each in plan.students]


def test_a_roster_knows_students_by_every_name(school: School, tmp_path: Path) -> None:
    """Any cell of the roster may be what a download calls the student."""
    (tmp_path / "roster.csv").write_text("student,name,github\nal1815,Ada Lovelace,countess\nat1912,Alan Turing,\n")
    school.hand_in("Countess", two_at_once=PASSES)
    school.hand_in("alan turing", two_at_once=PASSES)
    plan = school.plan(roster=read_roster(tmp_path / "roster.csv"))
    assert [(each.student, each.handed_in) for each in plan.students] == [("al1815", True), ("at1912", True)]


def test_who_is_on_the_roster_and_handed_in_nothing_is_in_the_class(school: School) -> None:
    """And whoever is not on it is graded too, and told apart."""
    school.hand_in("eve", two_at_once=PASSES)
    plan = school.plan(roster=Roster([Student("ada")]))
    assert [(each.student, each.handed_in, each.on_roster) for each in plan.students] == [
        ("ada", False, True),
        ("eve", True, False),
    ]


def test_two_names_that_differ_in_capitals_are_two_students(school: School) -> None:
    """Each has what is spelt as they are, and what is spelt otherwise is nobody's."""
    school.hand_in("ada", two_at_once="x = 1\n")
    plan = school.plan(roster=Roster([Student("ada"), Student("ADA")]))
    assert [(each.student, each.handed_in) for each in plan.students] == [("ADA", False), ("ada", True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('student,name\nada,"Ada\nalan,Alan\n', "is no CSV"),
        (f"student,{'x' * 200_000}\nada,\n", "line 1 is no CSV"),
        ("name\nAda\n", "has no column `student`"),
    ],
)
def test_a_roster_that_cannot_be_read_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """A mark that nobody closes would make one student of all that follow."""
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(CatalogError, match=said):
        read_roster(tmp_path / "roster.csv")


def test_nobody_takes_the_name_of_somebody_on_the_roster(school: School) -> None:
    """A name that two students share means neither."""
    roster = Roster([Student("ada", also={"team": "blue"}), Student("alan", also={"team": "blue"})])
    school.hand_in("blue", two_at_once=PASSES)
    school.hand_in("ada", two_at_once=PASSES)
    assert students(school.plan(roster=roster)) == ["ada", "alan", "blue"]


def test_two_submissions_of_one_student_are_not_chosen_between(school: School) -> None:
    """Both are named, and nothing is graded until one is gone."""
    school.hand_in("ada", two_at_once=PASSES)
    school.hand_in("lovelace", two_at_once=PASSES)
    plan = school.plan(roster=Roster([Student("ada", also={"account": "lovelace"})]))
    assert (
        plan.students[0].problem == "There are several submissions: ada and lovelace. Leave only the one that counts."
    )


def test_an_archive_that_plays_tricks_costs_only_its_student(school: School) -> None:
    """Refused with a line; everybody else is graded."""
    school.hand_in("ada", two_at_once=PASSES, at_most_four=PASSES)
    with zipfile.ZipFile(school.submissions / "eve.zip", "w") as archive:
        archive.writestr("../../two_at_once.py", PASSES)
    verdicts = school.grade()
    assert verdicts["ada", "two-at-once"] == "passed"
    assert verdicts["eve", "two-at-once"] == "unreadable-file"
    with school.ledger() as ledger:
        problem = {each.student: each.problem for each in ledger.students()}["eve"]
    assert problem.startswith("eve.zip holds the path `../../two_at_once.py`, which leads out of it.")
    assert "\n" not in problem


def test_shards_hold_everybody_once(school: School) -> None:
    """Where a student belongs depends on nobody else."""
    names = [f"s{number}" for number in range(20)]
    for name in names:
        school.hand_in(name, two_at_once=PASSES)
    parts = [students(school.plan(shard=(number, 3))) for number in (1, 2, 3)]
    assert sorted(name for part in parts for name in part) == sorted(names)
    assert all(shard_of(name, 3) == number for number, part in enumerate(parts, 1) for name in part)


def test_only_and_since_choose_students(school: School) -> None:
    """By name, and by when they handed in; a name that means nobody is refused."""
    school.hand_in("ada", two_at_once=PASSES)
    school.hand_in("alan", two_at_once=PASSES)
    assert students(school.plan(only=("alan",))) == ["alan"]
    assert students(school.plan(since=datetime(2100, 1, 1, tzinfo=UTC))) == []
    assert students(school.plan(since=datetime(2000, 1, 1, tzinfo=UTC))) == ["ada", "alan"]
    with pytest.raises(CatalogError, match="nothing of `eve`"):
        school.plan(only=("eve",))


def test_data_seeds_differ_between_students_where_there_is_a_secret(school: School) -> None:
    """And are everybody's where there is none."""
    school.hand_in("ada", two_at_once=PASSES)
    school.hand_in("alan", two_at_once=PASSES + "# mine\n")
    seeds = {key.seed for _, key in school.plan(secret=b"0123456789abcdef").counts if key.slug == "two-at-once"}
    assert len(seeds) == 2
    assert {key.seed for _, key in school.plan().counts} == {0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nAda\n", "has no column `student`"),
        ("student,name\nada,\nada,\n", "line 3 names `ada` a second time"),
        ("student,name\n,Ada\n", "line 2 names no student"),
        ("student,submitted\nada,soon\n", "line 2 has no time in `soon`"),
        ("student,submitted\nada,2026-11-20T10:00\n", "line 2 has a time without zone"),
    ],
)
def test_a_roster_that_is_wrong_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    """Before anything is graded."""
    (tmp_path / "roster.csv").write_text(text)
    with pytest.raises(CatalogError, match=said):
        read_roster(tmp_path / "roster.csv")


def test_a_spreadsheets_roster_is_read(tmp_path: Path) -> None:
    """With semicolons, with a mark at its start, with capitals in its header."""
    (tmp_path / "roster.csv").write_text("Student;Name\nada;Lovelace, Ada\n", encoding="utf-8-sig")
    assert read_roster(tmp_path / "roster.csv").students["ada"].name == "Lovelace, Ada"
