"""`grader grade --platform`: the result where the platform looks for it; the exit code says whether there is one."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.catalog.submission import Unreadable
from grader.cli.exit_code import ExitCode
from grader.cli.platform import surroundings_here

from .conftest import FakeEngine, Outcome, report_of, result_of, solve

Run = Callable[..., Outcome]

RESULTS = Path("autograder", "results", "results.json")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands in for the platform's `/`."""
    monkeypatch.setenv("ONETHREAD_PLATFORM_ROOT", str(tmp_path / "root"))
    return tmp_path / "root"


def test_a_result_that_did_not_pass_is_a_result(workspace: Path, engine: FakeEngine, run: Run, root: Path) -> None:
    """Exit code 0, with what happened in the file; the screen goes to standard error."""
    solve(workspace, "two-at-once", "one = 1\n")
    done = run("grade", "--platform", "gradescope")
    assert done.code == ExitCode.PASSED
    assert done.out == ""
    assert "one wait after the other" in done.err
    results = json.loads((root / RESULTS).read_text(encoding="utf-8"))
    assert [test["status"] for test in results["tests"]] == ["failed", "failed", "failed"]


def test_stubs_count_as_handed_in(workspace: Path, engine: FakeEngine, run: Run, root: Path) -> None:
    """A platform grades what it was given, and an exercise that nobody touched is worth its points to nobody."""
    run("grade", "--platform", "gradescope")
    assert len(engine.graded) == 3


def test_an_archive_that_is_refused_is_a_result(
    workspace: Path, engine: FakeEngine, run: Run, root: Path, tmp_path: Path
) -> None:
    """The platform shows what is in the file: without one, nobody would learn why nothing was graded."""
    archive = tmp_path / "handed-in.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("../two_at_once.py", "one = 1\n")
    run("grade", "two-at-once", "--platform", "gradescope", "--submission", archive)
    ((_, found),) = engine.requests[-1].submissions
    assert isinstance(found, Unreadable)
    assert found.sentence == (
        "handed-in.zip holds the path `../two_at_once.py`, which leads out of it. Make it again from the folder itself."
    )
    assert run("grade", "two-at-once", "--submission", archive).code == ExitCode.WRONG_REQUEST


def test_a_failure_of_ours_is_no_result(workspace: Path, engine: FakeEngine, run: Run, root: Path) -> None:
    """Exit code 3, and no file: Gradescope gives no score then."""
    solve(workspace, "two-at-once", "judge\n")
    assert run("grade", "two-at-once", "--platform", "gradescope").code == ExitCode.GRADER_FAILED
    assert not (root / RESULTS).exists()


def test_where_a_platform_can_be_told_so_the_failure_is_a_result(
    workspace: Path, engine: FakeEngine, run: Run, root: Path
) -> None:
    """PrairieLearn ignores the results of a container that exits otherwise."""
    solve(workspace, "two-at-once", "judge\n")
    assert run("grade", "two-at-once", "--platform", "prairielearn").code == ExitCode.PASSED
    results = json.loads((root / "grade" / "results" / "results.json").read_text(encoding="utf-8"))
    assert results["gradable"] is False


def test_a_grading_that_breaks_leaves_what_was_written_first(
    workspace: Path, engine: FakeEngine, run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that the grading did not finish."""

    def breaking(*_: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(engine, "grade", breaking)
    done = run("grade", "--platform", "prairielearn")
    assert done.code == ExitCode.GRADER_FAILED
    assert "never your fault" in done.err
    place = root / "grade" / "results" / "results.json"
    assert "did not finish" in json.loads(place.read_text(encoding="utf-8"))["message"]


def test_standard_output_is_the_platforms_alone(workspace: Path, engine: FakeEngine, run: Run, root: Path) -> None:
    """Where the result is what is printed, nothing else is."""
    solve(workspace, "two-at-once", "one = 1\n")
    done = run("grade", "two-at-once", "--platform", "vpl")
    assert done.out.startswith("<|--\n")
    assert done.out.endswith("--|>\nGrade :=>> 0\n")
    assert done.err == ""


def test_hidden_checks_are_not_on_the_screen_either(
    workspace: Path, engine: FakeEngine, run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some platforms show students what was printed."""

    def grading(request: Any, **_: object) -> Any:
        from msgspec.structs import replace

        (result,) = [result_of(exercise, submitted) for exercise, submitted in request.submissions]
        check = replace(result.checks[0], name="refuses xyzzy", message="said xyzzy", hidden=True)
        return report_of(replace(result, headline="Of xyzzy", summary="For xyzzy", checks=(check,)))

    monkeypatch.setattr(engine, "grade", grading)
    solve(workspace, "two-at-once", "one = 1\n")
    done = run("grade", "two-at-once", "--platform", "gradescope")
    assert "A hidden check did not pass" in done.err
    assert "xyzzy" not in done.out + done.err
    results = json.loads((root / RESULTS).read_text(encoding="utf-8"))
    assert "xyzzy" not in results["output"]


def test_an_unknown_platform_is_refused_before_anything_is_graded(
    workspace: Path, engine: FakeEngine, run: Run
) -> None:
    """With the names there are."""
    done = run("grade", "--platform", "gradscope")
    assert done.code == ExitCode.WRONG_REQUEST
    assert done.err.startswith("--platform gradscope: there is no such platform.\nIt takes one of gradescope, ")
    assert engine.requests == []


def test_a_variable_that_is_missing_is_one_line(
    workspace: Path, engine: FakeEngine, run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never the learner's fault, and no traceback."""
    for name in ("CLASSROOM", "SUBMISSION_TAG"):
        monkeypatch.delenv(name, raising=False)
    solve(workspace, "two-at-once", "one = 1\n")
    done = run("grade", "two-at-once", "--platform", "classroom50")
    assert done.code == ExitCode.GRADER_FAILED
    assert "SUBMISSION_TAG is not set" in done.err


def test_a_platforms_page_and_screen_are_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adapters know no reporter; they are handed two."""
    monkeypatch.delenv("ONETHREAD_PLATFORM_ROOT", raising=False)
    here = surroundings_here()
    assert here.root == Path("/")
    assert here.page(report_of()).startswith("## onethread")
    assert here.screen(report_of()) == ""
