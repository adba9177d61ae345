"""The stub and the reference as a learner starts them: a process, real time, and no grader installed.

They mostly sleep, so all of them are started at once and asked for their end when everything else is done.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from grader.authoring.answers import Answer
from grader.authoring.problem import Problem
from grader.authoring.readable import of_lost_file
from grader.catalog.exercise import Exercise

_AT_ONCE = 32
_LONGER_THAN_VIRTUAL = 3
_START_S = 30.0

# -E -s -S: the standard library and what lies beside the file, as on a machine without the kit.
_PYTHON = (sys.executable, "-E", "-s", "-S", "-B", "-W", "error")


@dataclass(frozen=True, slots=True)
class Started:
    """A run by hand that has not been asked for its end yet."""

    answer: Answer
    ending: "Future[Problem | None]"


@contextmanager
def hands() -> Iterator[ThreadPoolExecutor]:
    """Those who start the programs."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield pool


def start_by_hand(pool: ThreadPoolExecutor, exercise: Exercise, answer: Answer) -> Started:
    """Start one program."""
    return Started(answer, pool.submit(_run, exercise, answer))


def _run(exercise: Exercise, answer: Answer) -> Problem | None:
    with tempfile.TemporaryDirectory(prefix="onethread-") as place:
        try:
            for path in (answer.path, exercise.paths.world):
                shutil.copy(path, place)
        except OSError as error:
            return of_lost_file(error, exercise)
        longest = _START_S + _LONGER_THAN_VIRTUAL * exercise.manifest.time.sequential
        try:
            ended = subprocess.run(
                [*_PYTHON, answer.path.name],
                cwd=place,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=longest,
                check=False,
            )
        except subprocess.TimeoutExpired:
            what = f"run by hand, it had not ended after {longest:g} s"
            return Problem(answer.path, None, what, "Run it: does its `__main__` part come to an end?")
    return _judged(answer, ended)


def _judged(answer: Answer, ended: "subprocess.CompletedProcess[bytes]") -> Problem | None:
    complaint = ended.stderr.decode("utf-8", "replace").strip()
    if ended.returncode:
        last = complaint.splitlines()[-1] if complaint else f"exit code {ended.returncode}"
        return Problem(answer.path, None, f"run by hand, it fails: {last}", f"Run it: python {answer.path.name}")
    if complaint:
        return Problem(answer.path, None, f"run by hand, it complains: {complaint.splitlines()[-1]}", "Make it quiet.")
    if not ended.stdout.strip():
        what = "run by hand, it shows nothing"
        return Problem(answer.path, None, what, 'Print something under `if __name__ == "__main__":`.')
    return None
