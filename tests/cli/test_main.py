"""Where every exception ends: one or two lines and an exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.cli.exit_code import ExitCode

from .conftest import FakeEngine, Outcome, solve

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


def raising(error: BaseException) -> Callable[..., None]:
    def raises(*arguments: object, **options: object) -> None:
        raise error

    return raises


def test_exit_codes_are_the_documented_ones() -> None:
    """Scripts rely on the numbers."""
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 130]


def test_a_failure_of_ours_is_no_traceback(
    workspace: Path, engine: FakeEngine, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is nobody's fault who reads it, and says how to report it."""
    monkeypatch.setattr(engine, "grade", raising(ZeroDivisionError("by\x1b[31m zero")))
    outcome = run("grade")
    assert outcome.code == 3
    assert outcome.err.splitlines() == [
        "The grader failed, which is never your fault (ZeroDivisionError: by\\x1b[31m zero).",
        "ONETHREAD_DEBUG=1 shows where; please report that with the output of `grader doctor`.",
    ]


def test_developers_may_have_the_traceback(
    workspace: Path, engine: FakeEngine, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they ask for it."""
    monkeypatch.setenv("ONETHREAD_DEBUG", "1")
    monkeypatch.setattr(engine, "grade", raising(ZeroDivisionError()))
    assert "Traceback" in run("grade").err


def test_an_interrupt_is_one_word(
    workspace: Path, engine: FakeEngine, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the exit code that shells know."""
    monkeypatch.setattr(engine, "grade", raising(KeyboardInterrupt()))
    outcome = run("grade")
    assert outcome.code == 130
    assert outcome.err.strip() == "Interrupted."


def test_an_unknown_verb_is_answered_with_the_nearest(workspace: Path, run: Run) -> None:
    """And with the way to all of them."""
    outcome = run("lst")
    assert outcome.code == 2
    assert "list" in outcome.err
    assert "grader --help" in outcome.err


def test_no_verb_at_all_asks_for_help(workspace: Path, run: Run) -> None:
    """Which lists them."""
    outcome = run()
    assert outcome.code == 0
    assert "hint" in outcome.out


def process(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, "-m", "grader", *arguments]
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_who_leaves_ends_nothing_loudly(workspace: Path) -> None:
    """As in `grader list | head -1`: no complaint, and the exit code is the verb's."""
    for verb in ("list", "list --json"):
        script = f"set -o pipefail; {sys.executable} -m grader {verb} | true"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=workspace,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_an_output_without_our_signs_gets_plain_ones(workspace: Path) -> None:
    """Names that it cannot show become escapes instead of an exception."""
    manifest = workspace / "exercises/01_one_thread/01_two_at_once/exercise.toml"
    manifest.write_text(manifest.read_text().replace("Two at once", "Zwei zugleich, für alle"), encoding="utf-8")
    done = process("list", cwd=workspace, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "  . 1.1  two-at-once      Zwei zugleich, f\\xfcr alle" in done.stdout


def test_quick_verbs_load_nothing_slow(workspace: Path) -> None:
    """A list does not wait for what grading needs."""
    code = "import sys; from grader.cli.main import main; main(['list', '--json']); print(sorted(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=workspace, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1]
    for name in ("pytest", "jinja2", "freezegun", "rich.markdown", "grader.judge", "grader.reporters.junit"):
        assert f"'{name}'" not in loaded


def test_colour_can_be_refused_and_forced(workspace: Path, engine: FakeEngine, run: Run) -> None:
    """`NO_COLOR` has the last word."""
    solve(workspace, "two-at-once", "mine")
    assert "\x1b[" in process("list", cwd=workspace, FORCE_COLOR="1", TERM="xterm").stdout
    assert "\x1b[3" not in process("list", cwd=workspace, FORCE_COLOR="1", TERM="xterm", NO_COLOR="1").stdout
