"""Coursera: its own command for trying a grader reads the file, from a container that is none."""

import json
from pathlib import Path

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find

from .conftest import REPORTS
from .consumers import consumer, run_python

COURSERA = find("coursera")

PROGRAM = """
import io, json, pathlib, sys, tarfile, types
from coursera_autograder.commands import grade

class Docker:
    def start(self, container): pass
    def wait(self, container, timeout): return 0
    def logs(self, container, stdout, stderr): return b""
    def remove_container(self, container): pass
    def get_archive(self, container, path):
        content = (pathlib.Path("root") / path.lstrip("/")).read_bytes()
        archive = io.BytesIO()
        with tarfile.open(mode="w", fileobj=archive) as tar:
            member = tarfile.TarInfo(pathlib.PurePosixPath(path).name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        return [archive.getvalue()], {}

pathlib.Path("copies").mkdir()
grade.run_container(Docker(), "container", types.SimpleNamespace(timeout=1, dst_dir="copies", no_rm=False))
"""


def checked(feedback: dict[str, object]) -> bool:
    """Whether `run_container` takes it, by its source."""
    score = feedback.get("fractionalScore")
    return type(score) in {int, float} and 0 <= float(str(score)) <= 1 and "feedback" in feedback


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """The share of the points, and the details beside it; nothing where the grader failed."""
    written = COURSERA.write(report, surroundings)
    place = surroundings.root / "shared" / "feedback.json"
    assert place.exists() == written
    if written:
        feedback = json.loads(place.read_text(encoding="utf-8"))
        assert checked(feedback)
        assert feedback["fractionalScore"] == (report.points / report.max_points if report.max_points else 0.0)
        assert (place.parent / "txtFeedback.txt").stat().st_size > 0


@pytest.mark.parametrize("name", ["passed", "wrong", "hostile", "ugly fractions", "huge"])
def test_its_own_command_takes_the_file(name: str, surroundings: Surroundings, tmp_path: Path) -> None:
    """It ends in an error where a field is missing or of another kind."""
    package = consumer("python")
    COURSERA.write(REPORTS[name](), surroundings)
    run = run_python(["-W", "ignore", "-c", PROGRAM], package, tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_its_own_command_refuses_what_is_wrong(surroundings: Surroundings, tmp_path: Path) -> None:
    """So the test before can fail."""
    package = consumer("python")
    COURSERA.write(REPORTS["passed"](), surroundings)
    place = surroundings.root / "shared" / "feedback.json"
    place.write_text('{"fractionalScore": "1", "feedback": "x"}', encoding="utf-8")
    assert run_python(["-W", "ignore", "-c", PROGRAM], package, tmp_path).returncode == 1
