"""Whatever a program does, its author gets a verdict, a sentence and a line, and every other exercise is graded."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.exercise import Exercise
from grader.catalog.submission import read_submission
from grader.grading import GradingRequest, grade
from grader.judge.runners import Patience
from grader.model.report import ExerciseResult
from tests.grading.bad_programs import TABLE
from tests.grading.conftest import GradeTexts, as_submission, reference_of

# Whoever answers may be as slow as the machine; what never answers is not waited for.
PATIENT = Patience(computing=20, asleep=20)
SHORT = Patience(computing=1.2, asleep=0.4)


@pytest.fixture(scope="module")
def results(two_at_once: Exercise) -> list[ExerciseResult]:
    """All programs of the table, in two runs, each followed by a right answer."""
    hangs, answers = graded(two_at_once, SHORT, hang=True), graded(two_at_once, PATIENT, hang=False)
    return [each for program in TABLE for each in (hangs if program.verdict == "hung" else answers)[program.name]]


def graded(exercise: Exercise, patience: Patience, *, hang: bool) -> dict[str, tuple[ExerciseResult, ExerciseResult]]:
    """Programs that hang or those that do not, by name."""
    right = reference_of(exercise)
    programs = [program for program in TABLE if (program.verdict == "hung") == hang]
    texts = [each for program in programs for each in (as_submission(exercise, program.text), right)]
    found = grade(GradingRequest(tuple((exercise, text) for text in texts), schedules=0, patience=patience)).exercises
    names = (program.name for program in programs)
    return dict(zip(names, zip(found[::2], found[1::2], strict=True), strict=True))


@pytest.fixture(params=range(len(TABLE)), ids=[program.name for program in TABLE])
def row(request: pytest.FixtureRequest) -> int:
    """The place of a program in the table."""
    place: int = request.param
    return place


def test_its_author_is_told(results: list[ExerciseResult], row: int) -> None:
    """The verdict, words that name the cause, and the line where it stands."""
    program, result = TABLE[row], results[2 * row]
    assert (result.verdict, result.line) == (program.verdict, program.line), told(result)
    assert program.says in result.summary


def test_nobody_else_notices(results: list[ExerciseResult], row: int) -> None:
    """A right answer graded next passes in full."""
    following = results[2 * row + 1]
    assert (following.verdict, following.points) == ("passed", following.max_points), told(following)


def test_nothing_of_ours_is_shown(results: list[ExerciseResult], row: int) -> None:
    """No traceback, no path of this machine, no address in memory."""
    shown = told(results[2 * row])
    assert "Traceback" not in shown
    assert "/grader/" not in shown
    assert " at 0x7" not in shown


def test_only_a_pass_has_all_points(results: list[ExerciseResult], row: int) -> None:
    """Whatever else a program does well."""
    result = results[2 * row]
    assert (result.points == result.max_points) == (result.verdict == "passed"), told(result)


def told(result: ExerciseResult) -> str:
    """All text that a report has of one exercise."""
    checks = (f"{check.name}: {check.verdict} {check.message}" for check in result.checks)
    return "\n".join([f"{result.verdict} line {result.line}: {result.summary}", result.hint, *checks])


@pytest.mark.parametrize(("name", "unconfined"), [("SIGKILL", "crashed"), ("SIGSTOP", "hung")])
def test_a_signal_to_itself_is_refused_or_named(grade_texts: GradeTexts, name: str, unconfined: str) -> None:
    """Where the kernel confines the program, the call raises at its line; elsewhere the end has a verdict."""
    (result,) = grade_texts(f"import os, signal\n\ndef main():\n    os.kill(os.getpid(), signal.{name})\n")
    assert (result.verdict, result.line) in {("raised", 4), (unconfined, None)}, told(result)


def test_each_program_has_its_own_name() -> None:
    """A table is read by its names."""
    assert len({program.name for program in TABLE}) == len(TABLE)


def _nothing(_file: Path) -> None:
    """Leave the place empty."""


Spoil = Callable[[Path], object]
FILES: dict[str, tuple[Spoil, str, str]] = {
    "missing": (_nothing, "missing-file", "There is no file `two_at_once.py`"),
    "not UTF-8": (lambda file: file.write_bytes(b"name = 'Ren\xe9e'\n"), "unreadable-file", "UTF-8"),
    "UTF-16": (lambda file: file.write_bytes("x = 1\n".encode("utf-16")), "unreadable-file", "UTF-16"),
    "a NUL byte": (lambda file: file.write_bytes(b"x = 1\n\0"), "unreadable-file", "line 2"),
    "too large": (lambda file: file.write_bytes(b"#" * 300_000), "unreadable-file", "256 KiB"),
    "a folder": (Path.mkdir, "unreadable-file", "folder"),
    "a pipe": (os.mkfifo, "unreadable-file", "file"),
    "a link": (lambda file: file.symlink_to("/etc/passwd"), "unreadable-file", "link"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_graded_as_one(two_at_once: Exercise, tmp_path: Path, name: str) -> None:
    """It scores nothing and says what to do, and the exercise beside it is graded."""
    spoil, verdict, says = FILES[name]
    file = tmp_path / two_at_once.file_name
    spoil(file)
    submissions = ((two_at_once, read_submission(file)), (two_at_once, reference_of(two_at_once)))
    bad, good = grade(GradingRequest(submissions)).exercises
    assert (bad.verdict, bad.points) == (verdict, 0.0)
    assert says in bad.summary
    assert good.verdict == "passed"


def test_a_file_that_is_not_there_is_worth_what_it_could_have_got(two_at_once: Exercise, tmp_path: Path) -> None:
    """Whoever hands in half of the exercises has not got full marks, also where no course says what each is worth."""
    missing = (two_at_once, read_submission(tmp_path / two_at_once.file_name))
    alone = grade(GradingRequest((missing,)))
    answered = grade(GradingRequest(((two_at_once, reference_of(two_at_once)),)))
    assert (alone.points, alone.max_points) == (0.0, answered.max_points)


def test_a_byte_order_mark_is_no_fault(two_at_once: Exercise, tmp_path: Path) -> None:
    """Some editors write one."""
    file = tmp_path / two_at_once.file_name
    file.write_bytes(b"\xef\xbb\xbf" + reference_of(two_at_once).text.encode())
    (result,) = grade(GradingRequest(((two_at_once, read_submission(file)),))).exercises
    assert result.verdict == "passed"
