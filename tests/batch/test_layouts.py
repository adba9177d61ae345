"""Which file or folder is whose: plain folders, and the downloads of common platforms."""

import os
import zipfile
from pathlib import Path

import pytest

from grader.batch.layouts import HandedIn, read_layout
from grader.catalog.errors import CatalogError
from grader.catalog.submission import SubmittedText
from tests.batch.conftest import School

METADATA = """\
---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '42'
    :email: ada@example.org
  :created_at: 2026-11-19 22:24:08.123456000 Z
  :score: 0.0
  :history:
  - :id: 10
    :created_at: 2026-11-18 22:24:08.123456000 Z
submission_12:
  :submitters:
  - :name: Alan Turing
    :sid:
    :email: alan@example.org
  - :name: Grace Hopper
    :sid: '44'
    :email: grace@example.org
  :created_at: 2026-11-20 10:00:00 +0100
"""


def write(root: Path, *names: str, text: str = "x = 1\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def by_name(found: list[HandedIn]) -> dict[str, HandedIn]:
    return {each.names[0]: each for each in found}


def texts(handed_in: HandedIn, school: School) -> dict[str, str]:
    found = handed_in.find(school.exercises)
    return {exercise.slug: each.text for exercise, each in found if isinstance(each, SubmittedText)}


def test_a_plain_folder_names_students_by_folder_archive_and_file(tmp_path: Path) -> None:
    """Whatever lies in it is one student's; hidden names and other files are nobody's."""
    write(tmp_path, "ada/two_at_once.py", "alan.py", ".DS_Store", "notes.txt", "__MACOSX/ada/x.py")
    with zipfile.ZipFile(tmp_path / "grace.zip", "w") as archive:
        archive.writestr("two_at_once.py", "x = 1\n")
    layout, found = read_layout(tmp_path)
    assert layout == "plain"
    assert sorted(by_name(found)) == ["ada", "alan", "grace"]


def test_a_name_that_is_no_text_is_spelt_out(tmp_path: Path) -> None:
    """Archives of long ago leave such names; the class is graded all the same."""
    try:
        (tmp_path / os.fsdecode(b"Ren\xe9e")).mkdir()
    except OSError:
        pytest.skip("this file system takes only text")
    _, (found,) = read_layout(tmp_path)
    assert found.names == ("Ren\\xe9e",)


def test_gradescope_names_submitters_and_when_they_handed_in(tmp_path: Path) -> None:
    """Each member of a group has handed in what the group has; the time is that of the submission that counts."""
    write(tmp_path / "export", "submission_metadata.yml", text=METADATA)
    write(tmp_path / "export", "submission_11/two_at_once.py", "submission_12/two_at_once.py")
    layout, found = read_layout(tmp_path)
    assert layout == "gradescope"
    assert [each.names for each in found] == [
        ("42", "ada@example.org", "Ada Lovelace"),
        ("alan@example.org", "Alan Turing"),
        ("44", "grace@example.org", "Grace Hopper"),
    ]
    assert [each.when.isoformat() for each in found if each.when] == [
        "2026-11-19T22:24:08.123456+00:00",
        "2026-11-20T10:00:00+01:00",
        "2026-11-20T10:00:00+01:00",
    ]
    assert found[1].whole.name == "submission_12"


def test_canvas_files_are_put_together_under_their_own_names(school: School) -> None:
    """Of a file that was handed in again the newest counts, and a mark of lateness is kept."""
    root = school.submissions
    write(root, "lovelaceada_501_9001_two_at_once.py", "turingalan_LATE_502_9003_two_at_once.py", text="first\n")
    write(root, "lovelaceada_501_9005_two_at_once-1.py", text="second\n")
    write(root, "lovelaceada_501_9002_at_most_four.py", text="four\n")
    layout, found = read_layout(root)
    assert layout == "canvas"
    students = by_name(found)
    assert texts(students["501"], school) == {"two-at-once": "second\n", "at-most-four": "four\n"}
    assert [each.marked_late for each in found] == [False, True]
    assert students["501"].names == ("501", "lovelaceada")


def test_a_canvas_archive_is_looked_into(school: School) -> None:
    """A student may hand in everything as one archive."""
    with zipfile.ZipFile(school.submissions / "lovelaceada_501_9001_week6.zip", "w") as archive:
        archive.writestr("week6/two_at_once.py", "zipped\n")
    layout, found = read_layout(school.submissions)
    assert layout == "canvas"
    assert texts(found[0], school) == {"two-at-once": "zipped\n"}


def test_moodle_names_participants(school: School) -> None:
    """As folders or as files, by number and by full name."""
    write(school.submissions, "Ada Lovelace_7_assignsubmission_file_/two_at_once.py", text="ada\n")
    write(school.submissions, "Alan Turing_8_assignsubmission_file_two_at_once.py", text="alan\n")
    layout, found = read_layout(school.submissions)
    assert layout == "moodle"
    assert [each.names for each in found] == [
        ("7", "Participant 7", "Ada Lovelace"),
        ("8", "Participant 8", "Alan Turing"),
    ]
    assert [texts(each, school) for each in found] == [{"two-at-once": "ada\n"}, {"two-at-once": "alan\n"}]


def test_clones_lose_the_beginning_that_all_share(tmp_path: Path) -> None:
    """An account may hold dashes, and is never lost altogether."""
    for name in ("week-6-ada-l", "week-6-ada", "week-6-alan"):
        (tmp_path / name / ".git").mkdir(parents=True)
    layout, found = read_layout(tmp_path)
    assert layout == "github"
    assert [each.names[0] for each in found] == ["ada", "ada-l", "alan"]


def test_a_link_is_nobodys_submission(school: School, tmp_path: Path) -> None:
    """It could lead to what somebody else handed in."""
    school.hand_in("ada", two_at_once="x\n")
    (school.submissions / "eve").symlink_to(school.submissions / "ada")
    _, found = read_layout(school.submissions)
    with pytest.raises(CatalogError, match="is a link"):
        by_name(found)["eve"].find(school.exercises)


@pytest.mark.parametrize("name", ["nowhere", "file.zip"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A download is unpacked first; the answer says so."""
    write(tmp_path, "file.zip")
    with pytest.raises(CatalogError, match="unpack a download first"):
        read_layout(tmp_path / name)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A class without submissions is a wrong path more often than an idle class."""
    with pytest.raises(CatalogError, match="holds no submissions"):
        read_layout(tmp_path)
