"""What a schedule costs, through fork and channel, for an entry of ten tasks.

    python benchmarks/schedules.py [SCHEDULES]

A grading with so many schedules, less one with none, all on one processor; wall time, and the processor time of the
judge and of all its runners. The median of three, since a busy machine disturbs.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.model.verdict import Verdict

ROUNDS = 3
MANIFEST = """
format = 1
slug = "ten"
version = "1.0.0"
title = "Ten"
teaches = []
needs = []
entry = "main"
[time]
sequential = 20.0
target = 2.0
[rules]
threads = 1
cancel_sweep = false
schedules = 20
[stub]
verdict = "still-sequential"
"""
WORLD = """
import asyncio


async def answer(number: int) -> int:
    await asyncio.sleep(1)
    return number
"""
STUB = "import time\n\n\ndef main():\n    time.sleep(20)\n    return 45\n"
CHECKS = """
async def test_is_right(submission):
    \"\"\"adds up\"\"\"
    assert await submission.main() == 45
"""
TEN_SLEEPERS = """
import asyncio


async def one(number):
    await asyncio.sleep(1)
    await asyncio.sleep(1)
    return number


async def main():
    return sum(await asyncio.gather(*(one(number) for number in range(10))))
"""
TEN_CALLERS = TEN_SLEEPERS.replace("    await asyncio.sleep(1)\n    return number", "    return await answer(number)")
TEN_CALLERS = TEN_CALLERS.replace("import asyncio\n", "import asyncio\nfrom world import answer\n", 1)
PROGRAMS = {"ten tasks that sleep": TEN_SLEEPERS, "ten tasks that call the world": TEN_CALLERS}

Spent = tuple[float, float, float]


def make_exercise(folder: Path) -> Exercise:
    """An exercise whose entry adds up ten numbers."""
    home = folder / "exercises" / "01_only" / "01_ten"
    home.mkdir(parents=True)
    files = {"exercise.toml": MANIFEST, "world.py": WORLD, "ten.py": STUB, "test_ten.py": CHECKS}
    files |= {"README.md": "# Ten\n\nTen.\n", "hints.md": "## 1\n\nA\n"}
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    return load_catalog(find_sources((), folder)).by_slug("ten")


def spent(work: Callable[[], object]) -> Spent:
    """Seconds by the clock on the wall, of this process, and of those it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    work()
    wall = time.perf_counter() - began
    own_now, others_now = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, _cpu(own_now) - _cpu(own), _cpu(others_now) - _cpu(others)


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def grading(exercise: Exercise, text: str, schedules: int) -> Callable[[], object]:
    """A grading of a submission that is right under every schedule."""
    submitted = SubmittedText(text, exercise.paths.stub, exercise.file_name)

    def work() -> None:
        report = grade(GradingRequest(((exercise, submitted),), schedules=schedules))
        assert report.exercises[0].verdict is Verdict.PASSED, report.exercises[0].summary

    return work


def beyond_none(exercise: Exercise, text: str, count: int) -> Spent:
    """What each of so many schedules took."""
    none, all_of_them = (spent(grading(exercise, text, schedules)) for schedules in (0, count))
    wall, judge, runner = ((taken - base) / count for taken, base in zip(all_of_them, none, strict=True))
    return wall, judge, runner


def main() -> None:
    """Print a line for each program."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'ms per schedule':32}{'wall':>8}{'judge':>8}{'runner':>8}   per second by the wall, by the processor")
    with tempfile.TemporaryDirectory() as folder:
        exercise = make_exercise(Path(folder))
        for name, text in PROGRAMS.items():
            rounds = [beyond_none(exercise, text, count) for _ in range(ROUNDS)]
            wall, judge, runner = (statistics.median(values) for values in zip(*rounds, strict=True))
            rates = f"{1 / wall:8.0f}{1 / (judge + runner):8.0f}"
            print(f"{name:32}{wall * 1e3:8.2f}{judge * 1e3:8.2f}{runner * 1e3:8.2f}{rates}")


if __name__ == "__main__":
    main()
