"""`grader grade`: what is run, what is shown, what is written, and the exit code."""

import html
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.model.report import Isolation

from .conftest import FakeEngine, Outcome, solve

Run = Callable[..., Outcome]


def test_a_fresh_clone_runs_nothing_and_says_where_to_start(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Stubs are to do: not run, not red, and the panel names file, README and commands."""
    outcome = run("grade")
    assert engine.graded == []
    assert outcome.code == 1
    assert (
        outcome.out
        == """\
onethread · 3 exercises · 0 passed · nothing wrong, nothing started

   1 one-thread      ○○
   2 start-together  ○
      ● passed  ◐ started  ○ to do

 Start here ── 1.1 Two at once ──────────────────────────────── about 10 minutes
 This program waits twice. Once is enough.

   open   exercises/01_one_thread/01_two_at_once/two_at_once.py
   read   README.md beside it
   then   grader grade                     again, whenever you have saved
   stuck  grader hint two-at-once
"""
    )


def test_what_was_started_comes_before_what_is_to_do(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The feedback is on what the learner works on, in full; the grid has a mark for each other."""
    solve(workspace, "same-thread", "mine")
    outcome = run("grade")
    assert engine.graded == ["same-thread"]
    assert "1 one-thread      ○◐" in outcome.out
    assert "hint 1 of 3: grader hint same-thread" in outcome.out
    assert "0 of 3 passed · 0 of 12 points" in outcome.out
    assert outcome.code == 1


def test_only_the_next_exercise_is_explained(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Another that is not right yet gets a line."""
    solve(workspace, "two-at-once", "mine")
    solve(workspace, "same-thread", "mine too")
    lines = run("grade").out.splitlines()
    assert sum("result ✓" in line for line in lines) == 1
    assert any(line.startswith(" ◐  1.2 same-thread") for line in lines)


def test_after_a_pass_the_panel_goes_on(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """To the first exercise that is still to do; what was graded passed, so the exit code is 0."""
    solve(workspace, "two-at-once")
    outcome = run("grade")
    assert " Next ── 1.2 Same thread" in outcome.out
    assert outcome.code == 0


def test_plain_says_it_in_sentences(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The same facts, in ASCII, with nothing drawn."""
    solve(workspace, "two-at-once", "mine")
    outcome = run("grade", "--plain")
    assert outcome.out.isascii()
    assert "Chapter 1, one-thread: 1 started, 1 to do." in outcome.out
    assert "two-at-once: Right result, but one wait after the other. Verdict:" in outcome.out
    assert "main waits for download from 0 s to 4.5 s." in outcome.out
    assert "0 of 3 passed, 0 of 12 points." in outcome.out


@pytest.mark.parametrize("arguments", [["two-at-once"], ["1.1"], ["exercises/01_one_thread/01_two_at_once"]])
def test_a_named_stub_is_run_like_any_file(workspace: Path, engine: FakeEngine, run: Run, arguments: list[str]) -> None:
    """Whoever names it wants to see it, in full."""
    outcome = run("grade", *arguments)
    assert engine.graded == ["two-at-once"]
    assert outcome.out.startswith("two-at-once       Right result, but one wait after the other")
    assert outcome.code == 1


def test_all_runs_stubs_too(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """In the catalog's order, with a line for each but the one that is explained."""
    outcome = run("grade", "--all")
    assert engine.graded == ["two-at-once", "same-thread", "gather-in-order"]
    assert " ◐  2.1 gather-in-order" in outcome.out


def test_an_unreadable_file_is_graded_as_one(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """It is the learner's file, so it has a verdict and no exit code of its own."""
    solve(workspace, "two-at-once").unlink()
    outcome = run("grade")
    assert "[missing-file]" in outcome.out
    assert outcome.code == 1


def test_a_world_that_raises_costs_the_other_exercises_nothing(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """They are graded, shown and remembered; what its author has to mend is said behind them, and in the exit code."""
    solve(workspace, "two-at-once")
    solve(workspace, "same-thread")
    engine.broken = {"same-thread"}
    outcome = run("grade", "--json", "r.json")
    assert [each["slug"] for each in json.loads((workspace / "r.json").read_text())["exercises"]] == [
        "two-at-once",
        "gather-in-order",
    ]
    assert "1 one-thread      ●" in outcome.out
    place, remedy = outcome.err.strip().splitlines()
    assert place.endswith("world.py:3: cannot be loaded; same-thread cannot be graded")
    assert "`grader author check same-thread`" in remedy
    assert outcome.code == 2
    assert "two-at-once" in (workspace / ".onethread" / "progress.json").read_text()


def test_a_world_that_raises_is_the_exercises_mistake(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Where nothing else was graded there is no screen: two lines and the exit code of wrong definitions."""
    solve(workspace, "same-thread")
    engine.broken = {"same-thread"}
    outcome = run("grade", "same-thread")
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 2
    assert "report" not in outcome.err


def test_a_broken_exercise_is_named_and_the_others_are_graded(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Only naming it makes the request wrong."""
    (workspace / "exercises/01_one_thread/02_same_thread/exercise.toml").write_text("format = 1\n")
    solve(workspace, "two-at-once")
    outcome = run("grade")
    assert outcome.code == 0
    assert "Left out: exercises/01_one_thread/02_same_thread/exercise.toml: `slug` is missing." in outcome.err
    named = run("grade", "same-thread")
    assert named.code == 2
    assert named.err.splitlines()[0].endswith("exercise.toml: `slug` is missing.")


@pytest.mark.parametrize(("names", "is_told"), [(["two-at-once"], False), (["one-thread"], True)])
def test_what_is_left_out_is_told_to_who_asked_for_it(
    workspace: Path, engine: FakeEngine, run: Run, names: list[str], is_told: bool
) -> None:
    """Who names a chapter asked for all of it, who names an exercise for no other."""
    (workspace / "exercises/01_one_thread/02_same_thread/exercise.toml").write_text("format = 1\n")
    solve(workspace, "two-at-once")
    assert ("Left out" in run("grade", *names).err) == is_told


def test_json_on_standard_output_sends_the_screen_to_standard_error(
    workspace: Path, engine: FakeEngine, run: Run
) -> None:
    """What a program reads is the report and nothing else."""
    outcome = run("grade", "two-at-once", "--json", "-")
    report = json.loads(outcome.out)
    assert report["format"] == "onethread-report/1"
    assert [e["slug"] for e in report["exercises"]] == ["two-at-once"]
    assert "still-sequential" in outcome.err


def test_reports_go_where_they_were_asked_for(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Several at once, and the screen as well."""
    outcome = run("grade", "--json", "r.json", "--junit", "r.xml", "--markdown", "r.md", "--html", "r.html")
    assert json.loads((workspace / "r.json").read_text())["exercises"][0]["verdict"] is None
    assert ET.parse(workspace / "r.xml").getroot().get("tests") == "6"
    assert (workspace / "r.md").read_text().startswith("## onethread: 0 of 3 passed")
    assert "1 one-thread" in (workspace / "r.html").read_text()
    assert "Start here" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--json", "-", "--junit", "-"], "--json and --junit both ask for standard output."),
        (["--json", "nowhere/r.json"], "--json nowhere/r.json: lies in a folder that does not exist."),
        (["--markdown", "exercises"], "--markdown exercises: is a folder."),
        (["--checks", "nowhere"], "--checks nowhere: is not a folder."),
        (["--submission", "nowhere"], "nowhere: there is no such file or folder."),
        (["--seed", "-1"], "--seed"),
        (["--seed", "many"], "--seed"),
        (["--seed", str(2**64)], "--seed"),
        (["--schedules", "0"], "--schedules"),
        (["--sources", "nowhere"], "nowhere: is not a folder."),
        (["tow-at-once"], "There is no exercise or chapter `tow-at-once`."),
        (["--jsno", "x"], "--jsno"),
    ],
)
def test_a_wrong_request_is_two_lines_and_runs_nothing(
    workspace: Path, engine: FakeEngine, run: Run, arguments: list[str], words: str
) -> None:
    """What is wrong, then what to do; exit code 2."""
    outcome = run("grade", *arguments)
    assert outcome.code == 2
    assert engine.requests == []
    assert words in outcome.err.splitlines()[0]
    assert len(outcome.err.splitlines()) == 2
    assert outcome.out == ""


@pytest.mark.parametrize("places", [[], ["--plain"], ["--html", "-"]], ids=["screen", "sentences", "page"])
def test_the_same_run_again_is_that_of_the_same_submission(
    workspace: Path, engine: FakeEngine, run: Run, places: list[str]
) -> None:
    """The command to copy names what was graded, and by which checks; quoted, where a shell would take it apart."""
    (workspace / "handed in.py").write_text("async def main():\n    return 'races'\n")
    (workspace / "hidden").mkdir()
    outcome = run("grade", "two-at-once", "--submission", "handed in.py", "--checks", "hidden", *places)
    command = "grader grade two-at-once --submission 'handed in.py' --checks hidden --seed 7"
    assert command in html.unescape(outcome.out)


def test_the_same_run_again_in_the_workspace_needs_no_path(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The slug says which file."""
    solve(workspace, "two-at-once", "races")
    assert "the same run again: grader grade two-at-once --seed 7" in run("grade").out


def test_a_submission_is_graded_in_place_of_the_workspace(
    workspace: Path, tmp_path: Path, engine: FakeEngine, run: Run
) -> None:
    """All that was asked for is run, and the learner's own progress stays out of it."""
    handed_in = tmp_path / "anna"
    handed_in.mkdir()
    (handed_in / "two_at_once.py").write_text("passes")
    outcome = run("grade", "1", "--submission", handed_in)
    assert engine.graded == ["two-at-once", "same-thread"]
    assert "[missing-file]" in outcome.out
    assert not (workspace / ".onethread").exists()


def test_options_reach_the_engine(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Seed, schedules and hidden checks."""
    (workspace / "hidden").mkdir()
    run("grade", "two-at-once", "--seed", 7, "--schedules", 3, "--checks", "hidden")
    request = engine.requests[-1]
    assert (request.seed, request.schedules, request.checks) == (7, 3, Path("hidden"))


def test_an_unchanged_file_reuses_its_result(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The screen is the same, and nothing is run."""
    solve(workspace, "two-at-once")
    solve(workspace, "same-thread", "mine")
    first = run("grade")
    assert engine.graded == ["two-at-once", "same-thread"]
    assert run("grade") == first
    assert engine.graded == []


@pytest.mark.parametrize("changed", ["two_at_once.py", "world.py", "test_two_at_once.py", "exercise.toml"])
def test_a_changed_file_is_graded_again(workspace: Path, engine: FakeEngine, run: Run, changed: str) -> None:
    """The learner's, or one that defines the exercise."""
    file = solve(workspace, "two-at-once").with_name(changed)
    run("grade")
    file.write_text(file.read_text() + "\n# changed\n")
    run("grade")
    assert engine.graded == ["two-at-once"]


@pytest.mark.parametrize("arguments", [["--seed", "1"], ["--json", "-"], ["--schedules", "2"]])
def test_what_a_kept_result_would_not_know_is_graded_again(
    workspace: Path, engine: FakeEngine, run: Run, arguments: list[str]
) -> None:
    """Another seed, or a report that has to be exact."""
    solve(workspace, "two-at-once")
    run("grade")
    run("grade", *arguments)
    assert engine.graded == ["two-at-once"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}'])
def test_damaged_results_are_graded_again(workspace: Path, engine: FakeEngine, run: Run, damage: str) -> None:
    """What is kept is never needed."""
    solve(workspace, "two-at-once")
    run("grade")
    for file in (workspace / ".onethread").rglob("*.json"):
        file.write_text(damage)
    assert run("grade").code == 0
    assert engine.graded == ["two-at-once"]


def test_a_failure_of_the_grader_is_never_kept(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """It has its own exit code, and the next grading tries again."""
    solve(workspace, "two-at-once", "judge")
    assert run("grade").code == 3
    assert run("grade").code == 3
    assert engine.graded == ["two-at-once"]


def test_a_workspace_that_cannot_be_written_is_graded_all_the_same(
    workspace: Path, engine: FakeEngine, run: Run
) -> None:
    """The progress is lost, which is said, and nothing else."""
    (workspace / ".onethread").write_text("a file in the folder's place")
    solve(workspace, "two-at-once")
    outcome = run("grade")
    assert outcome.code == 0
    assert "progress could not be kept" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "1 of 3 passed; next: same-thread."),
        (["--all"], "1 of 3 passed; next: same-thread."),
        (["two-at-once"], "two-at-once passed."),
        (["same-thread"], "same-thread: right result, but one wait after the other."),
        (["2", "1.1"], "1 of 2 passed; next: gather-in-order."),
    ],
)
def test_one_sentence_remains_for_the_session(
    workspace: Path,
    engine: FakeEngine,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    """In the file that the session named."""
    monkeypatch.setenv("ONETHREAD_CLOSING", str(workspace / "closing"))
    solve(workspace, "two-at-once")
    run("grade", *arguments)
    assert (workspace / "closing").read_text() == sentence + "\n"


@pytest.mark.parametrize(
    ("called", "grade", "hint"),
    [
        ("nox -s grader --", "nox -s grade", "nox -s grader -- hint two-at-once"),
        ("python3 noxfile.py -s grader --", "python3 noxfile.py -s grade", "noxfile.py -s grader -- hint two-at-once"),
        ("uvx onethread", "uvx onethread grade", "uvx onethread hint two-at-once"),
    ],
)
def test_commands_are_spelled_as_the_learner_calls_them(
    workspace: Path,
    engine: FakeEngine,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    called: str,
    grade: str,
    hint: str,
) -> None:
    """So that they can be copied."""
    monkeypatch.setenv("ONETHREAD_CALLED_AS", called)
    out = run("grade").out
    assert f"then   {grade} " in out
    assert hint in out


def test_without_a_workspace_the_way_to_one_is_shown(
    workspace: Path, engine: FakeEngine, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outside every kit the exercises come from the installation, where nothing is to be written."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    outcome = run("grade")
    assert outcome.code == 2
    assert "grader init onethread" in outcome.err


def test_a_level_that_is_not_to_be_had_refuses_to_grade(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The exit code says whose fault it is not, and the message what the machine offers."""
    solve(workspace, "two-at-once", "mine")
    engine.isolation = Isolation("P")
    outcome = run("grade", "--require-level", "K2")
    assert (outcome.code, outcome.out) == (4, "")
    assert "isolation K2 is required, and this machine offers P." in outcome.err


def test_a_level_that_does_not_exist_is_a_wrong_request(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """The names of the levels are given."""
    solve(workspace, "two-at-once", "mine")
    outcome = run("grade", "--require-level", "K3")
    assert outcome.code == 2
    assert "P, K1, K2" in outcome.err


def test_the_level_is_one_quiet_line(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """It is said where a program ran, and nowhere else."""
    assert "[K2]" not in run("grade").out
    solve(workspace, "two-at-once", "mine")
    assert run("grade").out.count("[K2]") == 1


def test_the_page_costs_nothing_until_it_is_asked_for() -> None:
    """Its template engine is imported for `--html` alone."""
    code = "import sys, grader.cli.grading, grader.cli.reports; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
