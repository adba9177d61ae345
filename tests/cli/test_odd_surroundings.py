"""The real command in surroundings that are not a developer's: each ends as it should, with a line that says why."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).parents[2]
EXERCISE = Path("exercises/01_one_thread/01_two_at_once")
SOLUTION = ROOT / "solutions/01_one_thread/01_two_at_once/two_at_once.py"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="surroundings of POSIX")


def workspace(folder: Path) -> Path:
    """One exercise, solved."""
    shutil.copytree(ROOT / EXERCISE.parent, folder / EXERCISE.parent, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SOLUTION, folder / EXERCISE / "two_at_once.py")
    return folder


def grader(*arguments: str, cwd: Path, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a folder, with an environment of nothing but what is given."""
    env = {"PATH": os.environ["PATH"], **options.pop("env", {})}
    given: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        **options,
    }
    return subprocess.run(command(*arguments), cwd=cwd, env=env, check=False, timeout=100, **given)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "grader", *arguments]


def assert_no_traceback(done: "subprocess.CompletedProcess[bytes]") -> None:
    assert b"Traceback" not in (done.stdout or b"") + (done.stderr or b"")


def test_a_path_with_blanks_and_other_alphabets(tmp_path: Path) -> None:
    """Grading, keeping and putting aside work wherever the folder lies."""
    place = workspace(tmp_path / "Übungen für Zoë, 課題 1")
    done = grader("grade", "two-at-once", cwd=place)
    assert done.returncode == 0, done.stderr
    assert grader("reset", "two-at-once", cwd=place).returncode == 0
    kept = [path.read_text(encoding="utf-8") for path in (place / EXERCISE).glob("two_at_once.*-*.py")]
    assert kept == [SOLUTION.read_text(encoding="utf-8")]


@pytest.mark.parametrize("columns", ["40", "1", "rubbish"])
def test_a_bare_terminal(tmp_path: Path, columns: str) -> None:
    """No home, no language, no abilities, and hardly any width: the same facts, in ASCII."""
    env = {
        "LANG": "C",
        "LC_ALL": "C",
        "TERM": "dumb",
        "COLUMNS": columns,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    place = workspace(tmp_path)
    (place / EXERCISE / "two_at_once.py").write_text("def main():\n    return 'für'\n", encoding="utf-8")
    done = grader("grade", "two-at-once", cwd=place, env=env)
    assert done.returncode == 1, done.stderr
    assert done.stdout.isascii()
    assert b"\x1b" not in done.stdout
    assert_no_traceback(done)


def test_whoever_reads_one_line_hears_no_complaint(tmp_path: Path) -> None:
    """As in `grader grade | head -1`."""
    place = workspace(tmp_path)
    with subprocess.Popen(
        command("grade", "two-at-once"), cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == b""
    assert process.returncode in {0, 1}


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_is_no_crash(tmp_path: Path, closed: int) -> None:
    """Started without standard input, output or error, as some services do."""
    place = workspace(tmp_path)
    report = tmp_path / "report.json"
    line = f'exec "$@" {closed}>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *command("grade", "two-at-once", "--json", str(report))],
        cwd=place,
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert b'"passed"' in report.read_bytes()
    assert_no_traceback(done)


# The command, which says when it is there. Before that Python itself begins, on a busy machine for a while, and knows
# no interrupt, or answers it with a traceback of its own.
BEGUN = "begun\n"
SAYS_WHEN = f"import os, sys; from grader.__main__ import main; os.write(1, {BEGUN.encode()}); sys.exit(main())"


@pytest.mark.parametrize("after", [0.0, 0.01, 0.05, 0.2, 0.4, 0.8, 1.6])
def test_an_interrupt_at_any_moment(tmp_path: Path, after: float) -> None:
    """It ends at once, in one word and the code that shells know; or it was done already. Nothing runs on."""
    place = workspace(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", SAYS_WHEN, "grade", "two-at-once", "--all"],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        if after:
            assert process.stdout.readline() == BEGUN.encode()
            time.sleep(after)
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    # Before Python has begun it knows no interrupt, and ends by the signal; so it does, in the end, where the interrupt
    # came from within an `exec`.
    assert process.returncode in {0, 1, 130, -signal.SIGINT}, said
    assert b"Traceback" not in said or not after, said
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.parametrize("after", [0.3, 0.9, 1.5])
def test_a_kill_at_any_moment(tmp_path: Path, after: float) -> None:
    """No process outlives it, and the next grading finds what it needs."""
    place = workspace(tmp_path)
    with subprocess.Popen(
        command("grade", "two-at-once"), cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(after)
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
    assert grader("grade", "two-at-once", cwd=place).returncode == 0


@contextlib.contextmanager
def file_system(place: Path, size: str) -> Iterator[Path]:
    """A small disk of its own, where this user may mount one."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode(errors='replace').strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


needs_mount = pytest.mark.skipif(shutil.which("mount") is None, reason="no `mount` here")


@needs_mount
def test_a_full_disk(tmp_path: Path) -> None:
    """Grading is as good as ever and says what it could not keep; a reset leaves the file as it was."""
    with file_system(tmp_path / "disk", "600k") as disk:
        place = workspace(disk)
        with contextlib.suppress(OSError), (disk / "filler").open("wb") as filler:
            while True:
                filler.write(b"x" * 4096)
                filler.flush()
        done = grader("grade", "two-at-once", cwd=place)
        assert done.returncode == 0, done.stderr
        assert b"No space left" in done.stderr + done.stdout
        assert_no_traceback(done)
        asked = grader("grade", "two-at-once", "--json", "report.json", cwd=place)
        assert asked.returncode in {2, 3}
        assert b"report.json" in asked.stderr
        assert_no_traceback(asked)
        reset = grader("reset", "two-at-once", cwd=place)
        assert reset.returncode != 0
        assert_no_traceback(reset)
        assert (place / EXERCISE / "two_at_once.py").read_bytes() == SOLUTION.read_bytes()
        assert [path.name for path in (place / EXERCISE).iterdir() if path.name.startswith(".")] == []


@needs_mount
def test_a_disk_that_is_read_only(tmp_path: Path) -> None:
    """Grading works, and what cannot be kept is said; what has to write says why it cannot."""
    with file_system(tmp_path / "disk", "4m") as disk:
        place = workspace(disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = grader("grade", "two-at-once", cwd=place)
        assert done.returncode == 0, done.stderr
        assert b"Read-only" in done.stderr + done.stdout
        for verb in (("reset", "two-at-once"), ("init", str(place / "new"))):
            refused = grader(*verb, cwd=place)
            assert refused.returncode == 2, refused.stderr
            assert b"Read-only" in refused.stderr
            assert_no_traceback(refused)
        assert (place / EXERCISE / "two_at_once.py").read_bytes() == SOLUTION.read_bytes()
