"""`course.toml`: what is accepted, what the instructor of anything else is told, and where data seeds come from."""

from datetime import datetime
from pathlib import Path

import pytest

from grader.catalog.catalog import load_catalog
from grader.catalog.course import data_seed, load_course
from grader.catalog.errors import CatalogError
from tests.kit_on_disk import write_exercise

WHOLE = """\
format = 1
title = "CS 210"
due = 2026-11-20T23:59:00+01:00
require_level = "K2"
grader = "0.1"
checks = "hidden"
sources = ["kit"]
retention = 365
[seed]
environment = "COURSE_SEED"
[exercises.two-at-once]
points = 4
[exercises.at-most-four]
points = 2.5
due = 2026-11-27T23:59:00+01:00
"""


def write(folder: Path, text: str = WHOLE) -> Path:
    (folder / "hidden").mkdir(exist_ok=True)
    (folder / "kit" / "exercises").mkdir(parents=True, exist_ok=True)
    path = folder / "course.toml"
    path.write_text(text)
    return path


def test_a_whole_course_is_read(tmp_path: Path) -> None:
    """Every key arrives with its type, and every path is made whole."""
    course = load_course(write(tmp_path))
    assert list(course.exercises) == ["two-at-once", "at-most-four"]
    assert course.points == 6.5
    assert course.checks == tmp_path / "hidden"
    assert course.due_of("two-at-once") == datetime.fromisoformat("2026-11-20T23:59:00+01:00")
    assert course.due_of("at-most-four") == datetime.fromisoformat("2026-11-27T23:59:00+01:00")


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("title =", "titel =", "`titel`", "Did you mean `title`?"),
        ('title = "CS 210"\n', "", "`title` is missing", "what the class is called"),
        ("points = 4\n", 'points = "4"\n', "`exercises.two-at-once.points`", "such as `points = 4`"),
        ("points = 4\n", "", "`exercises.two-at-once`", "with `points = 4`"),
        ("points = 4\n", "points = 0\n", "`exercises.two-at-once.points` is 0", "points above 0"),
        ("points = 4\n", "points = inf\n", "`exercises.two-at-once.points` is inf", "points above 0"),
        ("points = 4\n", "point = 4\n", "`exercises.two-at-once.point`", "Did you mean `exercises.*.points`?"),
        ("23:59:00+01:00\nrequire", "23:59:00\nrequire", "`due` has no zone", "a time with its zone"),
        ("27T23:59:00+01:00", "27T23:59:00", "`exercises.at-most-four.due`", "a time with its zone"),
        ('"K2"', '"K9"', "`require_level` is `K9`", "one of P, K1, K2"),
        ('grader = "0.1"', 'grader = "9.1"', "`grader` is `9.1`", "pip install onethread==9.1"),
        ('checks = "hidden"', 'checks = "hiden"', "`checks` is `hiden`", "the folder of hidden checks"),
        ('["kit"]', '["kitt"]', "`sources` names `kitt`", "a list of folders"),
        ("retention = 365", "retention = 0", "`retention` is 0", "how many days"),
        ("retention = 365", "retention = 36501", "`retention` is 36501", "how many days"),
        ('environment = "COURSE_SEED"', 'secret = "hush"', "`seed.secret`", "seed"),
        ('environment = "COURSE_SEED"', "", "`seed` needs one", "`file"),
        (
            '[seed]\nenvironment = "COURSE_SEED"',
            'seed = "hush"',
            "`seed` has the wrong type",
            "where the secret is kept",
        ),
        ("format = 1", "format = 2", "`format` is 2", "Upgrade the grader"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    """File, key, and what to write instead."""
    text = WHOLE.replace(old, new, 1) if "seed =" not in new else "seed = 'hush'\n" + WHOLE.replace(old, "")
    assert text != WHOLE
    with pytest.raises(CatalogError) as refusal:
        load_course(write(tmp_path, text))
    assert refusal.value.where == tmp_path / "course.toml"
    assert key in refusal.value.problem
    assert remedy in refusal.value.remedy


def test_a_course_without_exercises_is_refused(tmp_path: Path) -> None:
    """There would be nothing to grade."""
    text = WHOLE[: WHOLE.index("[exercises.two")] + "[exercises]\n"
    with pytest.raises(CatalogError, match="`exercises` is empty"):
        load_course(write(tmp_path, text))


def test_an_exercise_that_there_is_not_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen is answered with what was probably meant."""
    write_exercise(tmp_path / "kit", "01_one_thread", "01_two_at_once")
    write_exercise(tmp_path / "kit", "04_limits", "01_at_most_four")
    text = WHOLE.replace("exercises.two-at-once", "exercises.two-at-onec")
    course = load_course(write(tmp_path, text))
    with pytest.raises(CatalogError) as refusal:
        course.select(load_catalog(course.find_sources()))
    assert "`exercises.two-at-onec`" in refusal.value.problem
    assert "[exercises.two-at-once]" in refusal.value.remedy


def test_exercises_beside_the_course_come_before_the_installed_ones(tmp_path: Path) -> None:
    """A course repository holds its own definitions; where a student stands plays no part."""
    (tmp_path / "exercises").mkdir()
    course = load_course(write(tmp_path, WHOLE.replace('sources = ["kit"]\n', "")))
    assert [source.exercises for source in course.find_sources()] == [tmp_path / "exercises"]


def test_the_secret_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read when it is needed, and white space around it does not count."""
    course = load_course(write(tmp_path))
    monkeypatch.setenv("COURSE_SEED", " 0123456789abcdef\n")
    assert course.read_secret() == b"0123456789abcdef"


def test_the_secret_comes_from_a_file_beside_the_course(tmp_path: Path) -> None:
    """The path is relative to the course file."""
    (tmp_path / "secret").write_text("0123456789abcdef\n")
    course = load_course(write(tmp_path, WHOLE.replace('environment = "COURSE_SEED"', 'file = "secret"')))
    assert course.read_secret() == b"0123456789abcdef"


def test_a_secret_that_is_missing_or_short_is_refused_without_showing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither becomes seed 0 in silence."""
    course = load_course(write(tmp_path))
    monkeypatch.delenv("COURSE_SEED", raising=False)
    with pytest.raises(CatalogError, match="the variable COURSE_SEED is empty or not there"):
        course.read_secret()
    monkeypatch.setenv("COURSE_SEED", "hush")
    with pytest.raises(CatalogError) as refusal:
        course.read_secret()
    assert "holds 4 bytes" in refusal.value.problem
    assert "hush" not in str(refusal.value)


def test_data_seeds_differ_by_secret_submission_and_exercise() -> None:
    """And are the same whenever the same is graded again; without a secret everybody has the learners' data."""
    of_one = data_seed(b"secret", "hash", "two-at-once")
    assert of_one == data_seed(b"secret", "hash", "two-at-once")
    others = [data_seed(b"other", "hash", "two-at-once"), data_seed(b"secret", "hush", "two-at-once")]
    assert len({of_one, *others, data_seed(b"secret", "hash", "at-most-four")}) == 4
    assert data_seed(None, "hash", "two-at-once") == 0
