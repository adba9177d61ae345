"""The gradebook: tables, reports, overrides, changes, and what none of them may say."""

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from grader.batch.changes import changes_since
from grader.batch.files import GRADES, read_grades
from grader.batch.grades import About, note_about
from grader.batch.merge import merge
from grader.batch.overrides import Override, Overrides, read_overrides
from grader.batch.plan import Asked, make_plan
from grader.batch.roster import Roster, Student
from grader.batch.run import enter, grade_what_is_left
from grader.batch.student_reports import file_stems
from grader.batch.summary import Summary, Wish, write_summary
from grader.catalog.errors import CatalogError
from tests.batch.conftest import School, verdicts

PASSES = "async def main(): 'passes'\n"
SLUGS = ("two-at-once", "at-most-four")
NOTHING = Overrides()
PLAIN = Wish()


def summed_up(
    school: School, overrides: Overrides = NOTHING, wish: Wish = PLAIN, about: About | None = None
) -> Summary:
    with school.ledger() as ledger:
        if about is not None:
            note_about(ledger, about)
        return write_summary(school.out, ledger, overrides, wish)


def grades(school: School) -> dict[str, dict[str, str]]:
    with (school.out / GRADES).open(newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_grades_have_a_column_an_exercise_verdicts_and_a_total(school: School) -> None:
    """Points are the share that the checks gave, of what the course says."""
    school.hand_in("ada", two_at_once=PASSES, at_most_four="half\n")
    school.grade()
    summed_up(school)
    row = grades(school)["ada"]
    assert (row["two-at-once"], row["at-most-four"], row["total"], row["of"]) == ("4", "2", "6", "8")
    assert (row["two-at-once verdict"], row["at-most-four verdict"]) == ("passed", "still-sequential")


def test_what_the_grader_failed_at_is_not_scored(school: School) -> None:
    """Neither is a total that it belongs to, in any of the tables."""
    school.hand_in("ada", two_at_once=PASSES, at_most_four="kills\n")
    school.grade()
    summary = summed_up(school)
    row = grades(school)["ada"]
    assert (row["at-most-four"], row["total"], row["at-most-four verdict"]) == ("", "", "judge-error")
    assert summary.not_judged == 1
    assert (school.out / "canvas.csv").read_text().splitlines()[-1].endswith(",")


def test_who_handed_in_nothing_has_no_points_rather_than_none(school: School) -> None:
    """A gradebook that imports it keeps what it had."""
    school.hand_in("ada", two_at_once=PASSES)
    school.grade(roster=Roster([Student("ada"), Student("alan")]))
    summed_up(school)
    assert grades(school)["alan"]["total"] == ""
    assert grades(school)["alan"]["two-at-once verdict"] == "no submission"
    assert grades(school)["ada"]["total"] == "4"


def test_lateness_is_told_and_nothing_is_deducted(school: School) -> None:
    """By how much, after the due time that was missed by most."""
    due = datetime.fromisoformat("2026-11-20T23:59:00+01:00")
    about = school.about()
    exercises = tuple(msgspec.structs.replace(exercise, due=due) for exercise in about.exercises)
    school.hand_in("ada", two_at_once=PASSES)
    school.hand_in("alan", two_at_once=PASSES)
    late, early = datetime.fromisoformat("2026-11-22T02:14:05+01:00"), datetime.fromisoformat("2026-11-20T20:00+00:00")
    school.grade(roster=Roster([Student("ada", submitted=late), Student("alan", submitted=early)]))
    summed_up(school, about=msgspec.structs.replace(about, exercises=exercises))
    assert [(row["late_by"], row["total"]) for row in grades(school).values()] == [("26:15:05", "4"), ("", "4")]


def test_an_override_counts_and_survives_a_regrade(school: School) -> None:
    """With its reason, also in the student's own report."""
    school.hand_in("ada", two_at_once="slow\n", at_most_four=PASSES)
    overrides = Overrides([Override("ada", "two-at-once", 3.5, "shown in the lab")])
    for _ in range(2):
        school.grade()
        summed_up(school, overrides)
        assert grades(school)["ada"]["total"] == "7.5"
        with school.ledger() as ledger:
            ledger.forget({key for _, key in ledger.counts()})
    report = json.loads((school.out / "reports" / "ada.json").read_text())
    assert report["points"] == 7.5
    assert "3.5 points, set by your instructor: shown in the lab" in report["exercises"][0]["summary"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ada,two-at-onec,1,why", "which is no exercise"),
        ("ada,two-at-once,many,why", "no number of points"),
        ("ada,two-at-once,-1,why", "no number of points"),
        ("ada,two-at-once,nan,why", "no number of points"),
        ("ada,two-at-once,1,", "lacks a student or a reason"),
    ],
)
def test_an_override_that_is_wrong_is_refused_by_line(tmp_path: Path, line: str, said: str) -> None:
    """Before anything is graded."""
    (tmp_path / "overrides.csv").write_text(f"student,slug,points,reason\n{line}\n")
    with pytest.raises(CatalogError, match=f"line 2 .*{said}"):
        read_overrides(tmp_path, SLUGS)


def test_a_report_names_only_its_student(school: School) -> None:
    """Neither page nor JSON holds the name of another."""
    names = ["ada-lovelace", "alan-turing", "grace-hopper"]
    for name in names:
        school.hand_in(name, two_at_once=PASSES)
    school.grade()
    summed_up(school)
    for name in names:
        for ending in ("json", "html"):
            text = (school.out / "reports" / f"{name}.{ending}").read_text()
            assert [other for other in names if other in text and other != name] == []


def test_an_anonymous_class_holds_no_name(school: School) -> None:
    """Not in tables, not in pages, not in names of files; and the pseudonyms stay what they are."""
    school.hand_in("ada-lovelace", two_at_once=PASSES)
    school.hand_in("alan-turing", two_at_once="slow\n")
    school.grade(roster=Roster([Student("ada-lovelace", "Ada L", "ada@example.org"), Student("alan-turing")]))
    summed_up(school)
    summed_up(school, wish=Wish(anonymous=True))
    first = set(grades(school))
    summed_up(school, wish=Wish(anonymous=True))
    assert set(grades(school)) == first
    files = [path for path in school.out.rglob("*") if path.is_file() and "ledger" not in path.name]
    for path in files:
        for name in ("ada", "Ada L", "alan"):
            assert name not in path.name
            assert name.encode() not in path.read_bytes()
    assert not (school.out / "canvas.csv").exists()


def test_cells_that_would_calculate_do_not(school: School) -> None:
    """A student's name is their own choice."""
    school.hand_in("=1+1", two_at_once=PASSES)
    school.grade()
    summed_up(school)
    assert "'=1+1" in grades(school)


def test_changes_are_found_and_written(school: School, tmp_path: Path) -> None:
    """Against a folder or a table of whenever; none is said, too."""
    school.hand_in("ada", two_at_once="slow\n")
    school.grade()
    summed_up(school)
    old = tmp_path / "old.csv"
    old.write_bytes((school.out / GRADES).read_bytes())
    assert summed_up(school, wish=Wish(earlier=read_grades(old))).changes == ()
    school.hand_in("ada", two_at_once=PASSES)
    school.grade()
    changes = summed_up(school, wish=Wish(earlier=read_grades(old))).changes
    assert changes is not None
    assert [(c.student, c.slug, c.verdict_before, c.verdict, c.points) for c in changes] == [
        ("ada", "two-at-once", "still-sequential", "passed", "4")
    ]
    assert "ada,two-at-once,still-sequential,passed,0,4" in (school.out / "changes.csv").read_text()
    assert changes_since(read_grades(school.out), school.out) == ()


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("now", [False, True])
def test_changes_are_found_whichever_name_students_had(school: School, *, before: bool, now: bool) -> None:
    """Of an anonymous class compared with its named grades only what changed is told, and by no name."""
    school.hand_in("ada-lovelace", two_at_once="slow\n")
    school.hand_in("alan-turing", two_at_once="slow\n")
    school.grade()
    summed_up(school, wish=Wish(anonymous=before))
    earlier = read_grades(school.out)
    school.hand_in("ada-lovelace", two_at_once=PASSES)
    school.grade()
    changes = summed_up(school, wish=Wish(anonymous=now, earlier=earlier)).changes
    assert changes is not None
    assert [(c.slug, c.verdict_before, c.verdict) for c in changes] == [("two-at-once", "still-sequential", "passed")]
    assert changes[0].student in grades(school)
    assert (changes[0].student == "ada-lovelace") is not now


def test_who_left_an_anonymous_class_is_not_named_by_what_changed(school: School) -> None:
    """The earlier grades hold the name."""
    school.hand_in("alan-turing", two_at_once=PASSES)
    school.grade()
    earlier = {("ada-lovelace", "two-at-once"): ("passed", "4")}
    summed_up(school, wish=Wish(anonymous=True, earlier=earlier))
    assert "ada" not in (school.out / "changes.csv").read_text()


def test_a_report_that_says_the_same_is_not_written_again(school: School) -> None:
    """One new file in a class writes one report."""
    for number in range(5):
        school.hand_in(f"s{number}", two_at_once=f"{PASSES}# {number}\n")
    school.grade()
    assert summed_up(school).reports == 5
    assert summed_up(school).reports == 0
    school.hand_in("s3", two_at_once="slow\n")
    school.grade()
    assert summed_up(school).reports == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "Ada Lovelace", ".hidden", "Å" * 300, "a/b", "CON\x00"])
def test_whatever_students_are_called_their_files_stay_in_the_folder(name: str) -> None:
    """A name of a file is short, plain and different for each."""
    stem = file_stems([name])[name]
    assert Path(stem).name == stem
    assert len(stem) < 100
    assert not stem.startswith(".")
    assert stem.isascii()


def test_files_of_students_differ_also_where_capitals_do_not_count() -> None:
    """And a name that is plain stays what it is."""
    assert file_stems(["AL1815", "alan"]) == {"AL1815": "AL1815", "alan": "alan"}
    assert len({stem.casefold() for stem in file_stems(["Ada", "ada", "a_b", "a b"]).values()}) == 4


def test_shards_put_together_are_the_class(school: School, tmp_path: Path) -> None:
    """As if it had been graded in one place."""
    for number in range(9):
        school.hand_in(f"s{number}", two_at_once=f"{PASSES}# {number}\n", at_most_four="slow\n")
    whole = school.grade()
    folders = []
    for number in (1, 2, 3):
        part = replace(school, root=tmp_path / f"part{number}")
        part.root.mkdir()
        plan = make_plan(Asked(school.submissions, school.exercises, shard=(number, 3)))
        with part.ledger() as ledger:
            note_about(ledger, school.about())
            enter(plan, ledger)
            grade_what_is_left(plan, ledger, school.judges, lambda _: None)
        folders.append(part.out)
    together = replace(school, root=tmp_path / "together")
    together.root.mkdir()
    with together.ledger() as ledger:
        merge(folders, ledger)
        assert verdicts(ledger) == whole
        write_summary(together.out, ledger, NOTHING, PLAIN)
    summed_up(school)
    assert (together.out / GRADES).read_bytes() == (school.out / GRADES).read_bytes()


def test_what_was_graded_by_another_course_is_not_merged(school: School, tmp_path: Path) -> None:
    """It would compare what cannot be compared."""
    school.hand_in("ada", two_at_once=PASSES)
    school.grade()
    other = replace(school, root=tmp_path / "other")
    other.root.mkdir()
    with other.ledger() as ledger:
        note_about(ledger, msgspec.structs.replace(school.about(), title="another"))
    third = replace(school, root=tmp_path / "third")
    third.root.mkdir()
    with third.ledger() as ledger, pytest.raises(CatalogError, match="another course"):
        merge([school.out, other.out], ledger)
