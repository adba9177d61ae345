"""`grader package`: what it says, what it refuses, and what it leaves behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.exit_code import ExitCode
from grader.model.report import Isolation
from grader.packaging import build as building
from grader.packaging.proof import Proof
from tests.cli.conftest import Outcome

COURSE = 'format = 1\ntitle = "CS 210"\n[exercises.two-at-once]\npoints = 4\n[exercises.same-thread]\npoints = 6\n'

Run = Callable[..., Outcome]


@pytest.fixture
def course(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course beside the small kit, whose checks check nothing: the proof has tests of its own."""
    monkeypatch.setattr(building, "prove", lambda *_: Proof(Isolation("K2"), 2, 0.1, ()))
    path = workspace / "course.toml"
    path.write_text(COURSE)
    return path


def test_it_says_what_is_in_it_and_what_comes_next(course: Path, run: Run) -> None:
    """The assignment's points are part of that."""
    done = run("package", "gradescope", "--course", course, "--out", "package.zip")
    first, second = done.out.splitlines()
    assert (done.code, done.err) == (ExitCode.PASSED, "")
    assert first.startswith("package.zip (")
    assert "2 exercises, 10 points, for Python 3.13, 3.12, 3.11." in first
    assert second == "Upload it as the autograder of an assignment worth 10 points."


def test_some_exercises_of_a_course_make_a_package_too(course: Path, run: Run) -> None:
    """They count what the course says."""
    done = run("package", "gradescope", "two-at-once", "--course", course, "--out", "package.zip")
    assert "1 exercise, 4 points" in done.out


def test_what_students_must_not_see_is_said_and_nobody_elses_to_read(course: Path, run: Run) -> None:
    """The archive holds what the course keeps secret."""
    (course.parent / "hidden" / "two-at-once").mkdir(parents=True)
    (course.parent / "hidden" / "two-at-once" / "test_more.py").touch()
    course.write_text(COURSE.replace("[exercises", 'checks = "hidden"\n[exercises', 1))
    done = run("package", "gradescope", "--course", course, "--out", "package.zip")
    assert "keep it from students" in done.out
    assert Path("package.zip").stat().st_mode & 0o077 == 0


def test_an_archive_is_replaced_only_when_asked(course: Path, run: Run) -> None:
    """It may be the one that a class is graded by."""
    Path("package.zip").write_text("mine")
    refused = run("package", "gradescope", "--course", course, "--out", "package.zip")
    assert (refused.code, refused.err) == (
        ExitCode.WRONG_REQUEST,
        "--out package.zip: is there already.\nName another file, or replace it with --force.\n",
    )
    assert Path("package.zip").read_text() == "mine"
    assert run("package", "gradescope", "--course", course, "--out", "package.zip", "--force").code == 0
    assert Path("package.zip").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("out", "problem"), [(".", "is a folder"), ("nowhere/p.zip", "does not exist")])
def test_an_impossible_place_is_refused_before_any_work(course: Path, run: Run, out: str, problem: str) -> None:
    """Building takes a while; that is known at once."""
    done = run("package", "gradescope", "--course", course, "--out", out)
    assert (done.code, problem in done.err) == (ExitCode.WRONG_REQUEST, True)


def test_a_full_disk_leaves_nothing_half_written(course: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an archive would be uploaded some day."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    before = sorted(course.parent.iterdir())
    done = run("package", "gradescope", "--course", course, "--out", "package.zip")
    assert (done.code, "No space left on device" in done.err) == (ExitCode.WRONG_REQUEST, True)
    assert sorted(course.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gradscope"], "There is no platform `gradscope`."),
        (["gradescope", "nix"], "There is no exercise or chapter `nix`."),
        (["gradescope", "--points", "12"], "The exercises count 10 points together, and not 12."),
    ],
)
def test_a_wrong_request_is_two_lines(course: Path, run: Run, arguments: list[str], said: str) -> None:
    """What is wrong, and what to do."""
    done = run("package", *arguments, "--course", course, "--out", "package.zip")
    assert (done.code, done.out, len(done.err.splitlines())) == (ExitCode.WRONG_REQUEST, "", 2)
    assert said in done.err
    assert not Path("package.zip").exists()


def test_a_course_is_needed(workspace: Path, run: Run) -> None:
    """Packages grade by points and rules, which nobody has said otherwise."""
    done = run("package", "gradescope", "--out", "package.zip")
    assert (done.code, "--course" in done.err) == (ExitCode.WRONG_REQUEST, True)
    done = run("package", "gradescope", "--course", "none.toml", "--out", "package.zip")
    assert (done.code, "none.toml: there is no such file." in done.err) == (ExitCode.WRONG_REQUEST, True)
