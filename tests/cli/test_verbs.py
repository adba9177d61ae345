"""The learner's other verbs."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit_on_disk import SOLVED, STUB

from .conftest import FakeEngine, Outcome, solve

Run = Callable[..., Outcome]


def test_list_shows_how_far_one_is(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Passed, started, to do: without running anything."""
    solve(workspace, "two-at-once")
    run("grade")
    solve(workspace, "same-thread", "mine")
    assert run("list").out.splitlines() == [
        "1 one-thread",
        "  ● 1.1  two-at-once      Two at once",
        "  ◐ 1.2  same-thread      Same thread",
        "2 start-together",
        "  ○ 2.1  gather-in-order  Gather in order",
    ]
    assert len(engine.requests) == 1


def test_list_is_there_for_programs_too(workspace: Path, run: Run) -> None:
    """With everything that the screen shows, and the file."""
    first = json.loads(run("list", "--json").out)[0]
    assert first["slug"] == "two-at-once"
    assert first["state"] == "to do"
    assert Path(first["file"]).is_file()


def test_a_changed_file_that_passed_is_started_again(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """A pass is a pass of just that text."""
    solve(workspace, "two-at-once")
    run("grade")
    solve(workspace, "two-at-once", "changed")
    assert "◐ 1.1" in run("list").out


def test_next_shows_where_to_go_on(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """What was started goes first; when all is done, that is said."""
    assert " Start here ── 1.1 Two at once" in run("next").out
    solve(workspace, "gather-in-order", "mine")
    assert " Next ── 2.1 Gather in order" in run("next").out
    for slug in ("two-at-once", "same-thread", "gather-in-order"):
        solve(workspace, slug)
    run("grade")
    assert "All exercises passed." in run("next").out


def test_show_gives_the_task(workspace: Path, run: Run) -> None:
    """As it stands in the README, for a pipe."""
    assert run("show", "two-at-once").out.startswith("# Two at once\n\nThis program waits twice.")


def test_hints_come_one_at_a_time(workspace: Path, run: Run) -> None:
    """Each names the next; the last names none."""
    first = run("hint", "two-at-once").out
    assert "two-at-once: hint 1 of 3" in first
    assert "Who is waiting?" in first
    assert "more: grader hint two-at-once 2" in first
    last = run("hint", "two-at-once", 3).out
    assert "Make both tasks" in last
    assert "more:" not in last


@pytest.mark.parametrize("number", ["4", "0", "-1", "x"])
def test_there_is_no_other_hint(workspace: Path, run: Run, number: str) -> None:
    """A wrong number is a wrong request."""
    assert run("hint", "two-at-once", number).code == 2


def test_a_chapter_is_not_an_exercise(workspace: Path, run: Run) -> None:
    """Its exercises are named."""
    outcome = run("hint", "one-thread")
    assert outcome.code == 2
    assert "two-at-once, same-thread" in outcome.err


def test_the_solution_waits_for_the_learners_own(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """Before a pass there are hints; after it, the reference on standard output and the other answers beside."""
    before = run("solution", "two-at-once")
    assert before.code == 1
    assert before.out == ""
    assert "grader hint two-at-once" in before.err
    solve(workspace, "two-at-once")
    run("grade")
    after = run("solution", "two-at-once")
    assert after.code == 0
    assert after.out == SOLVED
    assert "with_gather.py" in after.err


def test_reset_keeps_what_the_learner_wrote(workspace: Path, run: Run) -> None:
    """Beside the stub, under a name with the date that no grading finds."""
    file = solve(workspace, "two-at-once", "mine")
    outcome = run("reset", "two-at-once")
    assert outcome.code == 0
    assert file.read_text() == STUB
    (kept,) = (path for path in file.parent.glob("two_at_once.*.py"))
    assert kept.read_text() == "mine"
    assert kept.name in outcome.out


def test_reset_of_a_stub_changes_nothing(workspace: Path, run: Run) -> None:
    """And says so."""
    assert "is the stub already" in run("reset", "two-at-once").out


def test_reset_brings_a_lost_file_back(workspace: Path, run: Run) -> None:
    """Nothing was there to keep."""
    file = solve(workspace, "two-at-once")
    file.unlink()
    assert run("reset", "two-at-once").code == 0
    assert file.read_text() == STUB


def test_reset_without_the_original_changes_nothing(workspace: Path, run: Run) -> None:
    """Where it did not come with the kit, that is said."""
    file = solve(workspace, "two-at-once", "mine")
    (workspace / "solutions/01_one_thread/01_two_at_once/stub/two_at_once.py").unlink()
    assert run("reset", "two-at-once").code == 2
    assert file.read_text() == "mine"


def test_reset_on_a_full_disk_changes_nothing(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner's file is as it was, and the reason is named."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = solve(workspace, "two-at-once", "mine")
    before = sorted(file.parent.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    outcome = run("reset", "two-at-once")
    assert outcome.code == 2
    assert "No space left" in outcome.err
    assert file.read_text() == "mine"
    assert sorted(file.parent.iterdir()) == before


def test_init_makes_a_folder_to_work_in(workspace: Path, engine: FakeEngine, run: Run, tmp_path: Path) -> None:
    """Whole exercises with untouched stubs, whatever stands in the source; solutions stay behind."""
    solve(workspace, "two-at-once", "somebody's")
    outcome = run("init", tmp_path / "meine Übungen", "--sources", workspace)
    assert outcome.code == 0
    folder = tmp_path / "meine Übungen/exercises/01_one_thread/01_two_at_once"
    assert (folder / "two_at_once.py").read_text() == STUB
    assert (folder / "world.py").is_file()
    assert not (tmp_path / "meine Übungen/solutions").exists()


def test_init_again_leaves_work_alone(workspace: Path, run: Run, tmp_path: Path) -> None:
    """An edited stub stays, a new one lies beside it, and both are named."""
    mine = tmp_path / "mine"
    run("init", mine, "--sources", workspace)
    file = solve(mine, "two-at-once", "my work")
    assert "is up to date" in run("init", mine, "--sources", workspace).out
    (workspace / "solutions/01_one_thread/01_two_at_once/stub/two_at_once.py").write_text("new stub")
    outcome = run("init", mine, "--sources", workspace)
    assert file.read_text() == "my work"
    assert file.with_name("two_at_once.new.py").read_text() == "new stub"
    assert "two_at_once.new.py" in outcome.out


def test_init_renews_the_folder_one_stands_in(
    workspace: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exercises come from the installation, not from the folder itself."""
    monkeypatch.setattr("grader.catalog.sources._INSTALLATIONS", ((workspace, ""),))
    mine = tmp_path / "mine"
    run("init", mine)
    monkeypatch.chdir(mine)
    (workspace / "exercises/01_one_thread/01_two_at_once/world.py").write_text("new world")
    assert run("init", ".").code == 0
    assert (mine / "exercises/01_one_thread/01_two_at_once/world.py").read_text() == "new world"


def test_init_onto_a_file_is_refused(workspace: Path, run: Run, tmp_path: Path) -> None:
    """With the reason."""
    (tmp_path / "file").touch()
    outcome = run("init", tmp_path / "file", "--sources", workspace)
    assert outcome.code == 2
    assert "cannot be written" in outcome.err


def test_init_into_the_source_itself_is_refused(workspace: Path, run: Run) -> None:
    """There is nothing to copy from there to there."""
    assert run("init", ".", "--sources", ".").code == 2


def test_a_verb_that_did_its_work_leaves_a_word_for_the_session(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which would otherwise speak of grading."""
    monkeypatch.setenv("ONETHREAD_CLOSING", str(workspace / "closing"))
    run("hint", "two-at-once")
    assert (workspace / "closing").read_text() == "Done.\n"
    run("hint", "tow-at-once")
    assert (workspace / "closing").read_text() == "There is no exercise or chapter `tow-at-once`.\n"
    run("solution", "two-at-once")
    assert (workspace / "closing").read_text() == "two-at-once has not passed yet.\n"


def test_doctor_names_what_there_is(workspace: Path, run: Run) -> None:
    """Python, the platform and the parts by version; never a reason to fail."""
    outcome = run("doctor")
    assert outcome.code == 0
    for word in ("Python", "platform", "msgspec", "pytest"):
        assert word in outcome.out
