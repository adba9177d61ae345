"""The same checks under other orders of what may happen at one instant.

asyncio promises the order of `call_soon`, and nothing for timers of one deadline or for replies that arrive at one
instant. A schedule is a seed that decides those. A submission that passes the plain run and fails in a schedule is
right only by luck; the seed replays that schedule and no other.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from grader.model.verdict import Verdict
from grader.protocol.errors import UncrossableValueError
from grader.testing.check import CheckOutcome
from grader.testing.findings import Finding
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.replay import CALLS, DATA, PRINTED

# How the checks fared in a run; `False` asks only those that need a runner of their own.
Checker = Callable[[Job, PlainRun, bool], Sequence[CheckOutcome]]


class Race(msgspec.Struct, frozen=True):
    """A schedule in which a submission fails, its run, and the outcomes with the check that failed."""

    seed: int
    run: PlainRun
    outcomes: tuple[CheckOutcome, ...]


def find_race(
    job: Job, plain: PlainRun, passed: Sequence[CheckOutcome], seeds: Iterable[int], check: Checker
) -> Race | None:
    """The first schedule in which a check fails that the plain run passed.

    Schedules follow each other in one process. What fails there has to fail in a process of its own too: only then is
    it the seed that decides. A submission for which that differs has a process for each schedule from then on.
    """
    known = _Known(plain)
    with job.many_times() as in_one_process:
        job_of_seeds = in_one_process
        for seed in seeds:
            if _fails(replace(job_of_seeds, schedule=seed), known, check):
                race = _proved(replace(job, schedule=seed), passed, check)
                if race is not None:
                    return race
                job_of_seeds = job
    return None


def _fails(job: Job, known: "_Known", check: Checker) -> bool:
    run = run_entry(job, trace=False)
    differs = run not in known
    outcomes = check(replace(job, plain=run), run, differs)
    failed = any(outcome.findings for outcome in outcomes)
    if differs and not failed:
        known.add(run)
    return failed


def _proved(job: Job, passed: Sequence[CheckOutcome], check: Checker) -> Race | None:
    """The schedule in a process of its own, with the trace that its picture needs."""
    run = run_entry(job)
    outcomes = check(replace(job, plain=run), run, True)
    if not any(outcome.findings for outcome in outcomes):
        return None
    return Race(job.schedule, run, tuple(_merged(passed, outcomes, job.schedule)))


def _merged(passed: Sequence[CheckOutcome], outcomes: Sequence[CheckOutcome], seed: int) -> Iterable[CheckOutcome]:
    """The plain outcomes, with those that failed in the schedule in their place."""
    failed = {outcome.spec.name: outcome for outcome in outcomes if outcome.findings}
    for outcome in passed:
        other = failed.get(outcome.spec.name)
        yield outcome if other is None else _as_race(other, seed)


def _as_race(failed: CheckOutcome, seed: int) -> CheckOutcome:
    line = next((finding.line for finding in failed.findings if finding.verdict is failed.verdict), None)
    message = failed.message.splitlines()[0] if failed.message else str(failed.verdict)
    race = Finding(Verdict.RACE, message, line)
    # Every finding of this schedule has the race as its cause, since the plain run had none of them.
    return replace(failed, findings=(race,), consequences=failed.findings, seed=seed)


class _Known:
    """The runs that the checks passed, by all that they read of them.

    Two runs in which that is the same cannot fare differently. Most checks look at the result alone, and the order of
    calls, which nearly every schedule changes, is the same to them.
    """

    def __init__(self, plain: PlainRun) -> None:
        self._seen: dict[frozenset[str], set[Any]] = {}
        self.add(plain)

    def add(self, run: PlainRun) -> None:
        read = frozenset(run.read)
        self._seen.setdefault(read, set()).add(_signature(run, read))

    def __contains__(self, run: PlainRun) -> bool:
        return any(_signature(run, read) in signatures for read, signatures in self._seen.items())


def _signature(run: PlainRun, read: Collection[str]) -> Any:
    """How a run ended, and what was read of it besides."""
    return (
        run.elapsed,
        _value(run),
        repr(run.error),
        repr(run.failure),
        repr((run.seen.beyond, run.seen.never_awaited, run.seen.lost_tasks, run.seen.unfinished)),
        tuple(_part(run, name) for name in sorted(read)),
    )


def _part(run: PlainRun, name: str) -> Any:
    if name == PRINTED:
        return tuple((p.at, p.stream, p.text) for p in run.printed)
    if name == CALLS:
        return tuple((c.function, repr(c.args), repr(c.kwargs), c.started, c.finished, c.cancelled) for c in run.calls)
    return repr(run.data.get(name.removeprefix(DATA)))


def _value(run: PlainRun) -> str:
    try:
        return repr(run.world.codec.encode(run.value))
    except UncrossableValueError:
        return repr(run.value)
