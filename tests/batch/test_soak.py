"""A thousand students, killed twenty times on the way."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grader.batch.ledger import NAME, Ledger
from tests.batch.a_class import KIT, SLUGS, write_class, write_course

STUDENTS = int(os.environ.get("ONETHREAD_SOAK_STUDENTS", "1000"))
KILLS = 20


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_class_that_is_killed_again_and_again_is_graded_once_and_rightly(tmp_path: Path) -> None:
    """Every verdict is as filed, none is missing, and nothing was graded twice for it; no judge is left behind."""
    expected = write_class(tmp_path / "class", STUDENTS)
    command = _command(tmp_path, write_course(tmp_path, more='[seed]\nfile = "secret"\n'))
    (tmp_path / "secret").write_text("0123456789abcdef\n")
    rng = random.Random(7)
    for _ in range(KILLS):
        _run_and_kill(command, tmp_path / "out" / NAME, rng.randrange(len(expected) // (KILLS + 5)))
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Ledger(tmp_path / "out" / NAME) as ledger:
        found = {(one.student, one.key.slug): one.verdict for one in ledger.counted()}
        gradings = len(list(ledger.gradings()))
    assert {at: verdict for at, verdict in found.items() if verdict not in expected[at]} == {}
    assert found.keys() == expected.keys()
    assert gradings == len(expected) == STUDENTS * len(SLUGS)
    assert _results_ever(tmp_path / "out" / NAME) == _rows(tmp_path / "out" / NAME)
    assert len(list((tmp_path / "out" / "reports").glob("*.json"))) == STUDENTS
    assert [each.pid for each in psutil.process_iter(["cmdline"]) if _is_orphaned_judge(each)] == []


def _command(folder: Path, course: Path) -> list[str]:
    where = [str(folder / "class"), "--out", str(folder / "out"), "--course", str(course)]
    return [sys.executable, "-m", "grader", "batch", *where, "--schedules", "0"]


def _run_and_kill(command: list[str], ledger: Path, more: int) -> None:
    """Kill it at a random moment after so many more gradings, or when it is done."""
    wanted = _rows(ledger) + more
    with subprocess.Popen(command, cwd=KIT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and _rows(ledger) < wanted:
            time.sleep(0.05)
        time.sleep(random.Random(more).random())
        running.send_signal(signal.SIGKILL)


def _rows(ledger: Path) -> int:
    return _number(ledger, "SELECT count(*) FROM results")


def _results_ever(ledger: Path) -> int:
    """SQLite counts every row that was ever inserted, also one that replaced another."""
    return _number(ledger, "SELECT seq FROM sqlite_sequence WHERE name = 'results'")


def _number(ledger: Path, question: str) -> int:
    if not ledger.is_file():
        return 0
    database = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        row = database.execute(question).fetchone()
    except sqlite3.OperationalError:
        return 0
    finally:
        database.close()
    return int(row[0]) if row else 0


def _is_orphaned_judge(process: psutil.Process) -> bool:
    return "grader.batch.worker" in " ".join(process.info["cmdline"] or ()) and process.ppid() == 1
