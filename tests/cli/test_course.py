"""`grade --course`: exercises, data, points and isolation come from the course, whatever the workspace says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.exit_code import ExitCode
from grader.cli.main import main
from tests.kit_on_disk import write_exercise

KIT = Path(__file__).parents[2]
SOLUTION = KIT / "solutions" / "01_one_thread" / "01_two_at_once" / "two_at_once.py"
COURSE = 'format = 1\ntitle = "CS 210"\nsources = ["{kit}"]\n{more}[exercises.two-at-once]\npoints = {points}\n'

WriteCourse = Callable[..., Path]


@pytest.fixture
def write_course(tmp_path: Path) -> WriteCourse:
    def write(more: str = "", points: float = 10) -> Path:
        path = tmp_path / "course.toml"
        path.write_text(COURSE.format(kit=KIT, more=more, points=points))
        return path

    return write


def graded(course: Path, submission: Path, tmp_path: Path) -> dict[str, object]:
    report = tmp_path / "report.json"
    main(["grade", "--course", str(course), "--submission", str(submission), "--json", str(report)])
    (result,) = json.loads(report.read_text())["exercises"]
    return dict(result)


def test_points_are_those_of_the_course(write_course: WriteCourse, tmp_path: Path) -> None:
    """A right answer gets what the course says an exercise counts."""
    result = graded(write_course(points=10), SOLUTION, tmp_path)
    assert (result["verdict"], result["points"], result["max_points"]) == ("passed", 10.0, 10.0)


def test_a_missing_file_has_got_nothing_of_the_same_points(write_course: WriteCourse, tmp_path: Path) -> None:
    """What an exercise counts does not depend on whether it was handed in."""
    (tmp_path / "empty").mkdir()
    result = graded(write_course(points=10), tmp_path / "empty", tmp_path)
    assert (result["verdict"], result["points"], result["max_points"]) == ("missing-file", 0.0, 10.0)


def test_changed_checks_in_the_workspace_change_nothing(
    write_course: WriteCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace is what was handed in; what it is graded by comes from the course's sources."""
    workspace = tmp_path / "workspace"
    folder = write_exercise(workspace, "01_one_thread", "01_two_at_once")
    (folder / "two_at_once.py").write_text("async def main():\n    pass\n")
    (folder / "test_two_at_once.py").write_text("def test_all_is_well(): pass\n")
    monkeypatch.chdir(workspace)
    report = tmp_path / "report.json"
    assert main(["grade", "--course", str(write_course()), "--json", str(report)]) == ExitCode.NOT_PASSED
    (result,) = json.loads(report.read_text())["exercises"]
    assert result["points"] == 0.0
    assert len(result["checks"]) > 2


def test_hidden_checks_are_named_in_one_place(
    write_course: WriteCourse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A course and an option that both name checks are refused."""
    code = main(["grade", "--course", str(write_course()), "--checks", str(tmp_path)])
    assert code == ExitCode.WRONG_REQUEST
    assert "the course names its hidden checks itself" in capsys.readouterr().err


def test_a_secret_that_cannot_be_had_stops_the_grading(
    write_course: WriteCourse,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is graded on everybody's data where the course wants its own."""
    monkeypatch.delenv("COURSE_SEED", raising=False)
    course = write_course(more='[seed]\nenvironment = "COURSE_SEED"\n')
    code = main(["grade", "--course", str(course), "--submission", str(SOLUTION)])
    assert code == ExitCode.WRONG_REQUEST
    assert "COURSE_SEED" in capsys.readouterr().err
