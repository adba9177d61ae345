"""24 tricks that win full marks in common autograders: against pytest with pytest-timeout, and against this kit.

Both get the same files: submissions to `two-at-once`, wrong unless the trick is the answer. The tests on pytest's side
are what a careful course would write: the result, the printed numbers, and the time it took, in one process with the
submission. Usage: python benchmarks/tricks.py > docs/tricks.md
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
TRICKS = Path(__file__).with_name("tricks")
PATIENCE = 30.0
TESTS = 3

WORLD = """
import asyncio
import time

PAGE = "<h1>Harbour news</h1>"


async def download():
    await asyncio.sleep(2.0)
    return PAGE


def download_blocking():
    time.sleep(2.0)
    return PAGE
"""

CHECKS = """
import asyncio
import json
import time

import two_at_once
import world


def test_returns_the_page():
    expected = world.PAGE
    assert asyncio.run(two_at_once.main()) == expected


def test_prints_the_numbers(capsys):
    asyncio.run(two_at_once.main())
    lines = [line for line in capsys.readouterr().out.splitlines() if line.isdigit()]
    assert lines == [str(number) for number in range(10)]


def test_both_at_once():
    expected, started = world.PAGE, time.perf_counter()
    assert asyncio.run(two_at_once.main()) == expected
    assert time.perf_counter() - started < 3.0
"""


@dataclass(frozen=True)
class Result:
    """What one grader made of one submission."""

    words: str
    won: bool


def with_pytest(trick: Path, folder: Path) -> Result:
    """The usual layout: the submission's files beside the tests."""
    shutil.copytree(trick, folder, dirs_exist_ok=True)
    (folder / "world.py").write_text(WORLD)
    (folder / "test_two_at_once.py").write_text(CHECKS)
    report = folder.parent / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout=10", f"--junitxml={report}"]
    # A shell between, since one of the tricks kills whoever started it.
    code = _run(["sh", "-c", '"$@"; exit $?', "sh", *command], folder)
    time.sleep(2.5)
    passed = _passed_in(report)
    if passed is None:
        return Result("pass: exit code 0, no report", won=True) if code == 0 else Result(_no_result(code), won=False)
    if passed == TESTS:
        return Result("**full marks**", won=True)
    return Result("pass: exit code 0", won=True) if code == 0 else Result(f"{passed}/{TESTS}", won=False)


def _no_result(code: int | None) -> str:
    return "hangs" if code is None else f"no result (exit code {code})"


def _passed_in(report: Path) -> int | None:
    try:
        cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 - the program under test wrote it, here
        return sum(not _blemishes(case) for case in cases)
    except (OSError, ET.ParseError):
        return None


def _blemishes(case: ET.Element) -> list[ET.Element]:
    return [found for kind in ("failure", "error", "skipped") for found in case.iter(kind)]


def with_this_kit(trick: Path) -> Result:
    """As a student would hand it in: the folder, with whatever else lies in it."""
    command = [sys.executable, "-m", "grader", "grade", "two-at-once", "--submission", str(trick), "--json", "-"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    result = json.loads(done.stdout)["exercises"][0]
    words = f"{result['points']:g}/{result['max_points']:g}, `{result['verdict']}`"
    return Result(words, won=result["points"] > 0 or result["verdict"] == "passed")


def _run(command: list[str], folder: Path) -> int | None:
    """The exit code; `None` for what had to be killed."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None


def main() -> None:
    """Print the page."""
    import pytest

    print("# 24 tricks\n")
    print("What wins full marks in common autograders, tried on a common way to grade and on this kit. Each row is a")
    print("submission to `two-at-once` whose answer is wrong unless the trick is the answer; the files are in")
    print("`benchmarks/tricks/`, and `python benchmarks/tricks.py` makes this page.\n")
    print(f"pytest {pytest.__version__} with pytest-timeout, ten seconds a test, {TESTS} tests: result, numbers, time.")
    print("*Won* counts full marks, and exit code 0, which is full marks wherever the command is what is graded.\n")
    print("| | trick | pytest with pytest-timeout | onethread |\n|---|---|---|---|")
    wins = [0, 0]
    for trick in sorted(TRICKS.iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            theirs = with_pytest(trick, Path(folder) / "submission")
        ours = with_this_kit(trick)
        wins = [wins[0] + theirs.won, wins[1] + ours.won]
        title = (trick / "two_at_once.py").read_text().partition('"""')[2].partition('"""')[0]
        print(f"| {trick.name[:2]} | {title} | {theirs.words} | {ours.words} |", flush=True)
    print(f"| | **won** | **{wins[0]} of 24** | **{wins[1]} of 24** |")


if __name__ == "__main__":
    main()
