"""What the confinement costs: one run of the reference to `two-at-once` with it and without, in turns.

Usage: python benchmarks/confinement.py [pairs]
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from grader.catalog.catalog import load_catalog  # noqa: E402 - the path comes first
from grader.catalog.sources import find_sources  # noqa: E402
from grader.catalog.submission import SubmittedText, read_submission  # noqa: E402
from grader.judge.forked import Zygote  # noqa: E402
from grader.testing.job import Job  # noqa: E402
from grader.testing.plain_run import PlainRun, run_entry  # noqa: E402

EVERY_LAYER = ("landlock", "seccomp", "user", "capabilities", "rlimits", "hidden-memory")
WARMING_UP = 20


def main() -> None:
    """Print the medians and what lies between them."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    kinds = {"without": Zygote(EVERY_LAYER), "with": Zygote()}
    try:
        layers = ", ".join(kinds["with"].standing().layers)
        jobs = {name: _job(zygote) for name, zygote in kinds.items()}
        taken: dict[str, list[float]] = {name: [] for name in kinds}
        computed: dict[str, list[float]] = {name: [] for name in kinds}
        for turn in range(pairs + WARMING_UP):
            # In turns, and who begins changes: what disturbs the machine disturbs both.
            for name in sorted(jobs, reverse=bool(turn % 2)):
                began = time.perf_counter()
                run = run_entry(jobs[name])
                if turn >= WARMING_UP:
                    taken[name].append((time.perf_counter() - began) * 1000)
                    computed[name].append(_computed_s(run) * 1000)
    finally:
        for zygote in kinds.values():
            zygote.close()
    print(f"{pairs} pairs; layers: {layers}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    _print("real time", taken)
    # Does not count what others do meanwhile, so it is what to read on a busy machine.
    _print("processor time of the runner", computed)


def _computed_s(run: PlainRun) -> float:
    assert run.ending is not None
    assert run.ending.cpu_seconds is not None
    return run.ending.cpu_seconds


def _print(what: str, times: dict[str, list[float]]) -> None:
    print(what)
    for name, each in times.items():
        print(f"  {name:<8} median {statistics.median(each):6.2f} ms   best {min(each):6.2f} ms")
    differences = [with_it - without for with_it, without in zip(times["with"], times["without"], strict=True)]
    print(f"  cost     median of the pairs {statistics.median(differences):.2f} ms", end="")
    print(f"   between the bests {min(times['with']) - min(times['without']):.2f} ms")


def _job(zygote: Zygote) -> Job:
    exercises = load_catalog(find_sources((), ROOT)).exercises
    exercise = next(each for each in exercises if each.slug == "two-at-once")
    submitted = read_submission(exercise.paths.solution / exercise.file_name)
    assert isinstance(submitted, SubmittedText)
    return Job(exercise, submitted, zygote)


if __name__ == "__main__":
    main()
