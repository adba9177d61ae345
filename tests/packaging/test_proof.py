"""A package proves itself before it grades anybody."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from grader.catalog.course import load_course
from grader.grading import GradingRequest, NotIsolated, grade
from grader.model.report import Isolation, Report
from grader.packaging import __main__ as installing
from grader.packaging import proof
from grader.packaging.definitions import Definitions, entries_of, read_definitions
from grader.packaging.proof import Proof, prove
from tests.packaging.submissions import COURSE, HIDDEN_CHECK, ROOT, solution


@pytest.fixture
def definitions(tmp_path: Path) -> Definitions:
    path = tmp_path / "course.toml"
    path.write_text(COURSE.format(sources=ROOT))
    return read_definitions(path, ["two-at-once"])


@pytest.fixture
def package(definitions: Definitions, tmp_path: Path) -> Path:
    """The folder of the course, as a package has it."""
    folder = tmp_path / "package"
    for entry in entries_of(definitions):
        (folder / entry.place).parent.mkdir(parents=True, exist_ok=True)
        (folder / entry.place).write_bytes(entry.content)
    return folder


def test_stubs_that_get_their_verdict_and_nothing_prove_it(definitions: Definitions) -> None:
    """How submissions are kept in is part of the answer."""
    found = prove(definitions.exercises, None, None)
    assert (found.problems, found.exercises) == ((), 1)
    assert found.isolation.level in {"K2", "K1", "P"}


def test_a_solution_in_the_place_of_the_stub_is_found_out(package: Path) -> None:
    """The package would carry it, and give points to whoever changes nothing."""
    # As where nobody kept the stub as it was shipped.
    (package / "solutions").mkdir()
    (package / "exercises/01_one_thread/01_two_at_once/two_at_once.py").write_text(solution("two-at-once"))
    packed = read_definitions(package / "course.toml", ())
    problems = prove(packed.exercises, None, None).problems
    assert problems == (
        "the stub of `two-at-once` gets `passed` and not `still-sequential`",
        "`two-at-once` has no points to earn",
    )


def test_hidden_checks_may_think_worse_of_a_stub(definitions: Definitions, tmp_path: Path) -> None:
    """Its verdict is that of its own checks; points it may have from neither."""
    checks = tmp_path / "hidden"
    (checks / "two-at-once").mkdir(parents=True)
    (checks / "two-at-once" / "test_more.py").write_text(HIDDEN_CHECK.replace(" or world.download_blocking.calls", ""))
    assert prove(definitions.exercises, checks, None).problems == ()


def test_readable_files_and_hidden_checks_do_not_go_together(
    definitions: Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured on this very machine, whatever the level says."""

    def grade_and_say_so(request: GradingRequest) -> Report:
        report = grade(request)
        return msgspec.structs.replace(report, isolation=Isolation("K2", (), ("read-hidden-file",)))

    monkeypatch.setattr(proof, "grade", grade_and_say_so)
    (tmp_path / "hidden").mkdir()
    problems = prove(definitions.exercises, tmp_path / "hidden", "P").problems
    assert problems == ("a submission can read files here, and there are hidden checks to read",)


# ---- as it is called where a package is installed ----


def test_installing_says_in_one_line_that_all_is_well(package: Path) -> None:
    """On standard error: on some platforms standard output is the result."""
    (package / "course.toml").write_text((package / "course.toml").read_text().replace('"K2"', '"P"'))
    command = [sys.executable, "-P", "-m", "grader.packaging", str(package)]
    ran = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert ran.stderr.startswith("onethread is ready: 1 stubs got their verdicts and no points in ")


def test_a_package_that_is_not_fit_ends_with_an_error(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that the image is not built."""
    monkeypatch.setattr(installing, "prove", lambda *_: Proof(Isolation("K2"), 1, 0.1, ("a stub earns 3 points",)))
    assert installing.main(package) == 3
    assert capsys.readouterr().err == "The package is not fit to grade: a stub earns 3 points.\n"


def test_a_machine_that_keeps_nobody_in_is_refused(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exit code of that, and what to do."""

    def refuse(*_: object) -> Proof:
        raise NotIsolated(Isolation("P"), "K2")

    monkeypatch.setattr(installing, "prove", refuse)
    assert installing.main(package) == 4
    assert "isolation K2 is required, and this machine offers P" in capsys.readouterr().err


def test_a_broken_package_says_what_is_missing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody may have unpacked half of it."""
    (package / "exercises/01_one_thread/01_two_at_once/world.py").unlink()
    assert installing.main(package) == 3
    assert "world.py" in capsys.readouterr().err
    assert load_course(package / "course.toml").title == "Coroutines, week 1"
