"""How fast a class is graded, with how many judges, and whether memory stays flat.

    python -m benchmarks.batch                       # 200 students, five exercises, one judge and two
    python -m benchmarks.batch --students 1000 --schedules 20
    python -m benchmarks.batch --cluster             # also two workers of Dask, one of them killed midway
    python -m benchmarks.batch --rows 100000         # how long a ledger takes to say what is left

Processor time is what counts on a machine that does other work as well; the load is printed beside it. Every verdict is
compared with what it must be.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from grader.batch.bundle import make_bundle
from grader.batch.cluster import Cluster
from grader.batch.judges import Judges
from grader.batch.ledger import NAME, Enrolled, Ledger
from grader.batch.plan import Asked, Plan, make_plan
from grader.batch.run import Graders, Progress, enter, grade_what_is_left
from grader.batch.tasks import Done, Key, Outcome, Settings, Task
from tests.batch.a_class import KIT, SLUGS, exercises, write_class

Expected = dict[tuple[str, str], frozenset[str]]


@dataclass
class Watched:
    """Graders, with a look at how much memory and processor time they take."""

    graders: Graders
    memory: list[float] = field(default_factory=list)
    used: list[tuple[int, float]] = field(default_factory=list)
    first_at: float = 0.0
    last_at: float = 0.0
    seen: int = 0

    def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
        for done in self.graders.grade(tasks):
            self.seen += 1
            self.last_at = time.monotonic()
            self.first_at = self.first_at or self.last_at
            if self.seen % 50 == 0 and (memory := memory_below()):
                self.memory.append(memory)
                self.used.append((self.seen, processor_time()))
            yield done

    def per_processor_second(self) -> float:
        """Between the first look and the last before judges ended: no start counts, nor what nobody waited for."""
        (seen, used), (seen_last, used_last) = self.used[0], max(self.used, key=lambda look: look[1])
        return (seen_last - seen) / (used_last - used) if used_last > used else 0.0


@dataclass(frozen=True)
class Spent:
    """What a run took."""

    gradings: int
    seconds: float
    per_processor_second: float
    memory: Sequence[float]

    def line(self, name: str) -> str:
        # Without the last look, at which judges have ended.
        memory = f"{self.memory[0]:.0f} to {self.memory[-2]:.0f} MB" if len(self.memory) > 1 else ""
        load = os.getloadavg()[0]
        rate = f"{self.gradings / self.seconds:6.1f}/s   {self.per_processor_second:6.1f} per second of processor time"
        return f"{name:12} {self.gradings:6} gradings  {self.seconds:7.1f} s  {rate}  {memory}  load {load:.1f}"


def memory_below() -> float:
    """Megabytes of all processes below this one, pages that they share counted once."""
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            total += process.memory_full_info().pss / 1e6
        except psutil.Error:
            continue
    return total


def processor_time() -> float:
    """Seconds of this process and all below it, those included that ended and were waited for."""
    total = 0.0
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        try:
            total += sum(process.cpu_times()[:4])  # its own, and that of children it has waited for
        except psutil.Error:
            continue
    return total


def run(plan: Plan, graders: Graders, expected: Expected) -> Spent:
    """Grade all of it into a new ledger, and hold every verdict to what it must be."""
    watched = Watched(graders)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / NAME) as ledger:
        enter(plan, ledger)
        progress: Progress = grade_what_is_left(plan, ledger, watched, lambda _: None)
        wrong = [one for one in ledger.counted() if one.verdict not in expected[one.student, one.key.slug]]
    for one in wrong[:10]:
        print(f"  {one.student} {one.key.slug}: {one.verdict}, not {sorted(expected[one.student, one.key.slug])}")
    print(f"  {progress.done - len(wrong)} of {progress.done} verdicts as they must be")
    return Spent(watched.seen, watched.last_at - watched.first_at, watched.per_processor_second(), watched.memory)


def settings(schedules: int) -> Settings:
    return Settings(((str(KIT / "exercises"), str(KIT / "solutions")),), SLUGS, schedules=schedules)


def local(plan: Plan, expected: Expected, workers: Sequence[int], schedules: int) -> None:
    for count in workers:
        spent = run(plan, Judges(settings(schedules), count), expected)
        print(spent.line(f"{count} judge{'s'[: count - 1]}"), flush=True)


def on_cluster(plan: Plan, expected: Expected, schedules: int) -> None:
    import distributed

    # Most of it has no types.
    dask: Any = distributed

    class KillsOne(Cluster):
        """Loses a worker a third of the way."""

        def grade(self, tasks: Iterable[Task]) -> Iterator[Done]:
            for number, done in enumerate(super().grade(tasks)):
                if number == len(plan.counts) // 3:
                    with dask.Client(address, set_as_default=False) as client:
                        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
                    print("  one worker killed", flush=True)
                yield done

    with dask.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        bundle = make_bundle(plan.asked.exercises, settings(schedules))
        spent = run(plan, KillsOne(address, bundle), expected)
    print(spent.line("Dask, 2"))


def rows(count: int) -> None:
    """A ledger of so many gradings of which one in ten is left, read from the disk."""
    keys = [Key(SLUGS[n % 5], f"{n:064x}", "file.py", "0.1.0 on Python 3.11", n, "d" * 64) for n in range(count)]
    names = [f"s{n // 5:06}" for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        with Ledger(Path(folder) / NAME) as ledger:
            ledger.set_class(map(Enrolled, dict.fromkeys(names)), zip(names, keys, strict=True), whole_class=True)
            outcome = Outcome("passed", 1.0, 1.0, b"x" * 2000)
            for number, (name, key) in enumerate(zip(names, keys, strict=True)):
                if number % 10:
                    ledger.keep(key, outcome, [name])
        began, used = time.monotonic(), time.process_time()
        with Ledger(Path(folder) / NAME) as ledger:
            left = ledger.left()
        print(
            f"{count} rows: {len(left)} left, known in {time.monotonic() - began:.2f} s "
            f"({time.process_time() - used:.2f} s of processor time), load {os.getloadavg()[0]:.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--schedules", type=int, default=0)
    parser.add_argument("--hostile", type=float, default=0.0)
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--rows", type=int, default=0)
    asked = parser.parse_args()
    if asked.rows:
        rows(asked.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        expected = write_class(Path(folder), asked.students, hostile_share=asked.hostile)
        plan = make_plan(Asked(Path(folder), exercises(), schedules=asked.schedules))
        print(f"{sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", flush=True)
        local(plan, expected, asked.workers, asked.schedules)
        if asked.cluster:
            on_cluster(plan, expected, asked.schedules)


if __name__ == "__main__":
    main()
