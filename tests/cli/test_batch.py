"""`grader batch` and `grader merge`, from a request to an exit code."""

import csv
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli.exit_code import ExitCode
from grader.cli.main import main
from tests.batch.a_class import write_class, write_course

SLUGS = ("two-at-once",)

Batch = Callable[..., ExitCode]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Grade a class of four by a course of one exercise."""
    write_class(tmp_path / "class", 4, slugs=SLUGS, hostile_share=0)
    write_course(tmp_path, slugs=SLUGS)

    def run(*more: str, out: str = "out", course: str = "course.toml") -> ExitCode:
        where = ["--out", str(tmp_path / out), "--course", str(tmp_path / course)]
        return ExitCode(main(["batch", str(tmp_path / "class"), *where, "--schedules", "1", "--workers", "1", *more]))

    return run


def test_a_class_is_graded_and_its_shards_are_the_same_class(
    batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In plain lines where nobody watches a terminal; put together, two halves are the whole."""
    assert batch() == ExitCode.PASSED
    said = capsys.readouterr()
    assert "4 students, 1 exercise; read as plain." in said.err
    assert "4 gradings." in said.out
    assert "\x1b" not in said.err
    halves = [str(tmp_path / "half1"), str(tmp_path / "half2")]
    assert batch("--shard", "1/2", out="half1") == ExitCode.PASSED
    assert batch("--shard", "2/2", out="half2") == ExitCode.PASSED
    assert main(["merge", *halves, "--out", str(tmp_path / "both")]) == ExitCode.PASSED
    assert _grades(tmp_path / "both") == _grades(tmp_path / "out")


def test_a_change_since_an_earlier_grading_is_an_exit_code(batch: Batch, tmp_path: Path) -> None:
    """As course CI asks for."""
    assert batch() == ExitCode.PASSED
    old = tmp_path / "old.csv"
    old.write_bytes((tmp_path / "out" / "grades.csv").read_bytes())
    assert batch("--compare", str(old)) == ExitCode.PASSED
    (tmp_path / "class" / "s0001" / "two_at_once.py").write_text("not python\n")
    assert batch("--compare", str(old)) == ExitCode.NOT_PASSED
    assert "s0001,two-at-once" in (tmp_path / "out" / "changes.csv").read_text()


def test_a_grading_may_be_compared_with_the_one_whose_place_it_takes(batch: Batch, tmp_path: Path) -> None:
    """What the folder held is read before it is written anew."""
    assert batch() == ExitCode.PASSED
    (tmp_path / "class" / "s0001" / "two_at_once.py").write_text("not python\n")
    assert batch("--compare", str(tmp_path / "out")) == ExitCode.NOT_PASSED


def test_a_damaged_ledger_is_named(batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk that lost a page is no failure of the grader."""
    assert batch() == ExitCode.PASSED
    ledger = tmp_path / "out" / "ledger.sqlite"
    ledger.write_bytes(ledger.read_bytes()[:4096].ljust(ledger.stat().st_size, b"Z"))
    capsys.readouterr()
    assert batch() == ExitCode.WRONG_REQUEST
    assert "ledger.sqlite: is no ledger of a class, or is damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--layout", "blackboard"], "there is no such layout"),
        (["--since", "soon"], "is no time"),
        (["--since", "9999-12-31T23:59-23:00"], "is no time"),
        (["--compare", "nowhere"], "cannot be read"),
        (["--shard", "0/2"], "is no part of a whole"),
        (["--shard", "3/2"], "is no part of a whole"),
        (["--roster", "nowhere.csv"], "cannot be read"),
        (["--only", "nobody"], "holds nothing of `nobody`"),
    ],
)
def test_a_request_that_cannot_be_met_says_so_first(
    batch: Batch, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    """In a line or two, before anything is graded."""
    assert batch(*more) == ExitCode.WRONG_REQUEST
    shown = capsys.readouterr().err
    assert said in shown
    assert len(shown.strip().splitlines()) <= 2


def test_an_override_of_nobody_is_mentioned(batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in a name would otherwise go unseen."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "overrides.csv").write_text("student,slug,points,reason\nnobody,two-at-once,1,lab\n")
    assert batch() == ExitCode.PASSED
    assert "overrides.csv: nobody is not in this class." in capsys.readouterr().out


def test_a_part_is_not_merged_into_itself(batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it holds would be lost."""
    assert batch() == ExitCode.PASSED
    out = str(tmp_path / "out")
    assert main(["merge", out, "--out", out]) == ExitCode.WRONG_REQUEST
    assert "is one of the parts" in capsys.readouterr().err


def _grades(folder: Path) -> list[dict[str, str]]:
    with (folder / "grades.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_no_judge_inherits_the_secret(batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is taken out of the environment before any process is started."""
    monkeypatch.setenv("COURSE_SEED", "0123456789abcdef")
    write_course(tmp_path, '[seed]\nenvironment = "COURSE_SEED"\n', slugs=SLUGS)
    seen: list[bool] = []
    start = subprocess.Popen

    def started(*arguments: Any, **more: Any) -> Any:
        seen.append("COURSE_SEED" in os.environ)
        return start(*arguments, **more)

    monkeypatch.setattr("grader.batch.judges.subprocess.Popen", started)
    assert batch() == ExitCode.PASSED
    assert seen == [False]
