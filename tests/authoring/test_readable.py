"""Files that cannot be read as text, and files that change while the check runs."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring import check
from grader.authoring.answers import answers_of
from grader.authoring.by_hand import hands, start_by_hand
from grader.authoring.gradings import Graded
from tests.authoring.conftest import AuthoredKit

Break = Callable[[Path], object]


def linked(path: Path) -> None:
    path.rename(path.parents[1] / "elsewhere")
    path.symlink_to(path.parents[1] / "elsewhere")


WAYS: dict[str, tuple[Break, str]] = {
    "another encoding": (lambda path: path.write_bytes(path.read_bytes() + b"# \xe9\n"), "is not UTF-8: see line "),
    "a NUL": (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "holds a NUL, so it is no text"),
    "a gigantic file": (lambda path: path.write_bytes(b"# x\n" * 80_000), "is larger than 256 KiB"),
    "a link": (linked, "is a link, which leads nowhere once the exercise is copied"),
}
FILES = ("README.md", "hints.md", "DESIGN.md", "world.py", "ask_both.py", "test_ask_both.py", "solution/ask_both.py")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("way", WAYS)
def test_file_that_is_no_text_is_the_one_problem(kit: AuthoredKit, way: str, file: str) -> None:
    """Whatever file it is, nothing else is looked at before it is mended."""
    break_it, what = WAYS[way]
    break_it(kit.path(file))
    (problem,) = kit.proof().problems
    assert problem.file == kit.path(file)
    assert problem.what.startswith(what)


def test_byte_order_mark_of_an_editor_is_said(kit: AuthoredKit) -> None:
    """Nobody sees it, and Python takes it for a sign of the program."""
    kit.path("world.py").write_bytes(b"\xef\xbb\xbf" + kit.path("world.py").read_bytes())
    (problem,) = kit.proof().problems
    assert problem.what == "begins with a byte order mark"


def test_file_that_may_not_be_read_is_said(kit: AuthoredKit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is a right, not another text; refused here by hand, since a superuser is refused nothing."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == kit.path("hints.md"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = kit.proof().problems
    assert problem.what == "cannot be read: Permission denied"


def test_file_that_is_deleted_meanwhile_ends_nothing(kit: AuthoredKit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves, or a checkout, takes files away for a moment."""

    def graded(*_: object) -> tuple[Graded, ...]:
        kit.path("hints.md").unlink()
        return ()

    monkeypatch.setattr(check, "grade_answers", graded)
    (problem,) = kit.proof().problems
    assert (problem.file, problem.what) == (kit.path("hints.md"), "cannot be used any more: No such file or directory")


def test_what_cannot_be_written_is_said(kit: AuthoredKit) -> None:
    """With the file, and how to go on without."""
    kept = kit.path("solution/stub/ask_both.py")
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_text("in the way", encoding="utf-8")
    problems = [problem for problem in kit.proof(write=True).problems if problem.what.startswith("cannot be written")]
    assert [problem.file for problem in problems] == [kept]
    assert problems[0].remedy == "Give yourself the right to write there, or check without --write."


def test_program_that_is_gone_when_it_is_started_by_hand_is_said(kit: AuthoredKit) -> None:
    """It is copied before it is started, and may be gone by then."""
    exercise = kit.exercise
    stub = answers_of(exercise)[0]
    kit.path("world.py").unlink()
    with hands() as pool:
        problem = start_by_hand(pool, exercise, stub).ending.result()
    assert problem is not None
    assert problem.what == "cannot be used any more: No such file or directory"
