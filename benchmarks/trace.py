"""What the trace of the plain run costs, and what it costs to say why.

    python benchmarks/trace.py [ROUNDS]

For a few exercises the reference is run with the trace and without, by turns; shown is the median processor time of
both rooms together. Then, for the wrong submissions of the same exercises, the time to make the trace and to diagnose.
"""

import statistics
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from grader.authoring.answers import answers_of, reference_of
from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.explain.diagnosis import Case, diagnose
from grader.judge.launch import launcher
from grader.judge.runners import Launcher
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry

ROOT = Path(__file__).resolve().parents[1]
SLUGS = ("two-at-once", "gather-in-order", "spawn-inside", "at-most-four", "per-host-limit")


def main(rounds: int) -> None:
    """Measure and print a table."""
    catalog = load_catalog(find_sources((), ROOT))
    start = launcher()
    print(f"Python {sys.version.split()[0]}, {rounds} rounds; milliseconds of the processor, both rooms together")
    print(f"{'':18}{'with':>9}{'without':>9}{'more':>8}{'trace':>9}{'why':>9}")
    for slug in SLUGS:
        exercise = catalog.by_slug(slug)
        job = Job(exercise, _text(reference_of(exercise)), start)
        with_trace, without = _by_turns(job, rounds)
        telling, why = _saying(exercise, start)
        more = f"{(with_trace / without - 1):+.0%}"
        print(f"{slug:18}{with_trace * 1e3:>9.2f}{without * 1e3:>9.2f}{more:>8}{telling * 1e3:>9.2f}{why * 1e3:>9.2f}")
    start.close()


def _by_turns(job: Job, rounds: int) -> tuple[float, float]:
    spent: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for trace in (True, False):
            spent[trace].append(_processor_time(job, trace=trace))
    return statistics.median(spent[True]), statistics.median(spent[False])


def _processor_time(job: Job, *, trace: bool) -> float:
    before = time.process_time()
    run = run_entry(job, trace=trace)
    return time.process_time() - before + _of_runner(run)


def _of_runner(run: PlainRun) -> float:
    return (run.ending.cpu_seconds or 0.0) if run.ending else 0.0


def _saying(exercise: Exercise, start: Launcher) -> tuple[float, float]:
    """The medians over the wrong submissions: making a trace of what was seen, and diagnosing it."""
    telling, why = [], []
    for answer in answers_of(exercise):
        if answer.kind != "wrong":
            continue
        job = replace(Job(exercise, _text(answer.path), start))
        run = run_entry(job)
        begun = time.process_time()
        trace = run.trace()
        told = time.process_time()
        text, stub = job.submission.text, exercise.stub_text()
        diagnose(Case(answer.expected, "", None, job.entry, trace, text, stub, returned=run.value))
        telling.append(told - begun)
        why.append(time.process_time() - told)
    return statistics.median(telling), statistics.median(why)


def _text(path: Path) -> SubmittedText:
    found = read_submission(path)
    assert isinstance(found, SubmittedText)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
