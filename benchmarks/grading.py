"""What grading costs: a check, a warm grading of two-at-once, and cold ones by `grader grade`, usual and thorough.

python benchmarks/grading.py [ROUNDS]

The median and the best of so many rounds are shown; on Linux this process and its runners stay on one processor.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.grading import GradingRequest, grade
from grader.judge.launch import launcher
from grader.testing.harness import Harness, run_session
from grader.testing.job import Job
from grader.testing.plain_run import run_entry

ROOT = Path(__file__).resolve().parents[1]
SLUG = "two-at-once"
IN_A_GROUP = """
import asyncio

from world import download


async def print_numbers():
    for number in range(10):
        print(number)
        await asyncio.sleep(0.25)


async def main():
    async with asyncio.TaskGroup() as group:
        fetching = group.create_task(download())
        group.create_task(print_numbers())
    return fetching.result()
"""


def main(rounds: int) -> None:
    """Measure all and print a table."""
    exercise = load_catalog(find_sources((), ROOT)).by_slug(SLUG)
    reference = read_submission(exercise.paths.solution / exercise.file_name)
    assert isinstance(reference, SubmittedText)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'':34}{'median':>10}{'best':>10}   Python {sys.version.split()[0]}, {rounds} rounds")
    measured = (*checks(exercise, reference, rounds), warm(exercise, reference, rounds), *cold(rounds // 5))
    for name, seconds in measured:
        print(f"{name:34}{statistics.median(seconds) * 1000:>7.1f} ms{min(seconds) * 1000:>7.1f} ms")


def checks(exercise: Exercise, reference: SubmittedText, rounds: int) -> list[tuple[str, list[float]]]:
    """One check of the exercise: told from the plain run, and with a runner of its own; and the plain run itself."""
    measured: list[tuple[str, list[float]]] = []

    def drive(harness: Harness) -> None:
        start = launcher()
        job = Job(exercise, reference, start)
        told = replace(job, plain=run_entry(job))
        count = len(list(harness.run(told, exercise.paths.checks)))
        for name, each in (("a check, from the plain run", told), ("a check, in a run of its own", job)):
            spent = timed(lambda each=each: list(harness.run(each, exercise.paths.checks)), rounds)  # type: ignore[misc]
            measured.append((name, [seconds / count for seconds in spent]))
        measured.append(("the plain run", timed(lambda: run_entry(job), rounds)))
        start.close()

    run_session([exercise.paths.checks], drive)
    return measured


def warm(exercise: Exercise, reference: SubmittedText, rounds: int) -> tuple[str, list[float]]:
    """One grading after the other, in a session that stays, without other schedules than the plain one."""
    instants: list[float] = []
    request = GradingRequest(((exercise, reference),) * (rounds + 1), schedules=0)
    grade(request, lambda _: instants.append(time.perf_counter()))
    return f"a warm grading of {SLUG}", [after - before for before, after in pairwise(instants)]


def cold(rounds: int) -> Iterator[tuple[str, list[float]]]:
    """A process of its own, as a learner starts it: as it is, and with schedules and a sweep where none is usual."""
    yield "a cold `grader grade`", timed(partial(start, ROOT), max(3, rounds))
    with tempfile.TemporaryDirectory() as folder:
        kit = swept_kit(Path(folder))
        thorough = partial(start, kit, "--schedules", "100", "--submission", "answer.py")
        yield "the same, 100 schedules, full sweep", timed(thorough, max(3, rounds))


def start(folder: Path, *options: str) -> None:
    """Grade in a folder."""
    command = [sys.executable, "-m", "grader", "grade", SLUG, *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    graded = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert graded.returncode in (0, 1), graded.stderr


def swept_kit(folder: Path) -> Path:
    """A kit with the exercise, cancelled at each of its waits, and an answer that bears it: it uses a group."""
    original = load_catalog(find_sources((), ROOT)).by_slug(SLUG).folder
    home = folder / original.relative_to(ROOT)
    shutil.copytree(original, home)
    manifest = home / "exercise.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("cancel_sweep = false", "cancel_sweep = true"), encoding="utf-8")
    (folder / "answer.py").write_text(IN_A_GROUP, encoding="utf-8")
    return folder


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """The seconds that each round took."""
    return list(_timed(work, rounds))


def _timed(work: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        yield time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
