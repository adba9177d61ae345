"""What grading costs: a check, a warm grading of two-at-once, and a cold `grader grade two-at-once`.

python benchmarks/grading.py [ROUNDS]

The median and the best of so many rounds are shown; on Linux this process and its runners stay on one processor.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

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


def main(rounds: int) -> None:
    """Measure all and print a table."""
    exercise = load_catalog(find_sources((), ROOT)).by_slug(SLUG)
    reference = read_submission(exercise.paths.solution / exercise.file_name)
    assert isinstance(reference, SubmittedText)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'':34}{'median':>10}{'best':>10}   Python {sys.version.split()[0]}, {rounds} rounds")
    for name, seconds in (*checks(exercise, reference, rounds), warm(exercise, reference, rounds), cold(rounds // 5)):
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


def cold(rounds: int) -> tuple[str, list[float]]:
    """A process of its own, as a learner starts it."""
    command = [sys.executable, "-m", "grader", "grade", SLUG]
    start = partial(subprocess.run, command, cwd=ROOT, capture_output=True, check=False)
    return "a cold `grader grade`", timed(start, max(3, rounds))


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
