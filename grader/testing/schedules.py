"""The same checks under other orders of events that are just as possible.

asyncio promises the order of `call_soon`, and nothing for timers of one deadline or for replies that arrive at one
instant; nor does anybody promise who answers first. A schedule is a seed that decides those, the last where the world
allows it. A submission that passes the plain run and fails in a schedule is right only by luck; the seed replays that
schedule and no other.

Most submissions leave a schedule little to decide. One that decides what was decided in a run that has passed would
make that run again (`grader.judge.decided`), and passes unseen.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeGuard

import msgspec
from msgspec.structs import replace

from grader.judge.decided import Decided, Schedule
from grader.model.verdict import Verdict
from grader.protocol.errors import UncrossableValueError
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.findings import Finding
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun, run_entry
from grader.testing.replay import CALLS, DATA, PRINTED, TRACE

# Whether a check is to be asked again, which may depend on whether it has runs of its own.
Asks = Callable[[CheckSpec, bool], bool]
# How the checks that are asked fared in a run.
Checker = Callable[[Job, PlainRun, Asks], Sequence[CheckOutcome]]

# With more orders than this, hardly two of some hundred schedules would be the same.
_FEW_ORDERS = 10_000


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
    passes = _Passes(plain, passed)
    job = replace(job, knows_ties=passes.are_few, plain=plain)
    with job.many_times() as in_one_process:
        job_of_seeds = in_one_process
        for seed in seeds:
            if _fails(replace(job_of_seeds, schedule=seed), passes, check):
                race = _proved(replace(job, schedule=seed), passed, check)
                if race is not None:
                    return race
                job_of_seeds = job
    return None


def _fails(job: Job, passes: "_Passes", check: Checker) -> bool:
    schedule = Schedule(job.schedule, passes.plain.world)
    run = passes.plain if passes.has_entry(schedule) else run_entry(job, trace=False)
    differs = not passes.has(run)

    def asks(spec: CheckSpec, has_own_run: bool) -> bool:
        return not passes.has_check(spec, schedule) if has_own_run else differs

    outcomes = check(replace(job, plain=run), run, asks)
    if any(outcome.findings for outcome in outcomes):
        return True
    if differs:
        passes.add_run(run)
    passes.add_orders(run, outcomes)
    return False


def _proved(job: Job, passed: Sequence[CheckOutcome], check: Checker) -> Race | None:
    """The schedule in a process of its own, with the trace that its picture needs."""
    run = run_entry(job)
    outcomes = check(replace(job, plain=run), run, lambda _spec, _has_own_run: True)
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


class _Passes:
    """What has passed: of runs, all that the checks read of them; of their schedules, what these decided.

    Two runs in which that is the same cannot fare differently. Most checks look at the result alone, and the order of
    calls, which nearly every schedule changes, is the same to them. And a schedule that decides what was decided
    before would only make that run again.
    """

    def __init__(self, plain: PlainRun, passed: Sequence[CheckOutcome]) -> None:
        self.plain = plain
        self.are_few = _is_one_of_few(plain.decided)
        self._seen: dict[frozenset[str], set[Any]] = {}
        self._of_entry: list[Decided] = []
        # Of two checks that say the same of themselves, nobody could tell whose run it was.
        specs = Counter(outcome.spec for outcome in passed)
        self._of_checks: dict[CheckSpec, list[Decided]] = {spec: [] for spec, count in specs.items() if count == 1}
        self.add_run(plain)
        self.add_orders(plain, passed)

    def add_run(self, run: PlainRun) -> None:
        """All checks were asked of it, and have passed."""
        read = frozenset(run.read)
        self._seen.setdefault(read, set()).add(_signature(run, read))

    def add_orders(self, run: PlainRun, outcomes: Iterable[CheckOutcome]) -> None:
        """What passed under one schedule."""
        if _is_one_of_few(run.decided) and run.decided not in self._of_entry:
            self._of_entry.append(run.decided)
        for outcome in outcomes:
            if _is_one_of_few(outcome.decided) and outcome.spec in self._of_checks:
                self._of_checks[outcome.spec].append(outcome.decided)

    def has(self, run: PlainRun) -> bool:
        """Whether the checks have passed a run that they cannot tell from this one."""
        return any(_signature(run, read) in signatures for read, signatures in self._seen.items())

    def has_entry(self, schedule: Schedule) -> bool:
        """Whether the entry's run under a schedule is one that has passed."""
        return any(decided.is_the_same_under(schedule) for decided in self._of_entry)

    def has_check(self, spec: CheckSpec, schedule: Schedule) -> bool:
        """Whether the check's own run under a schedule is one that has passed."""
        return any(decided.is_the_same_under(schedule) for decided in self._of_checks.get(spec, ()))


def _is_one_of_few(decided: Decided | None) -> TypeGuard[Decided]:
    """Whether another schedule is likely to decide the same."""
    return decided is not None and decided.ties.orders <= _FEW_ORDERS


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
    if name == TRACE:
        # Only a traced run is ever asked for it, so whether one without would show the same nobody knows.
        return run.trace() if run.traced else None
    return repr(run.data.get(name.removeprefix(DATA)))


def _value(run: PlainRun) -> str:
    try:
        return repr(run.world.codec.encode(run.value))
    except UncrossableValueError:
        return repr(run.value)
