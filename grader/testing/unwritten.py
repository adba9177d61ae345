"""The checks that every exercise has without anyone writing them. They read one plain run of the entry."""

from collections.abc import Callable, Iterable

from grader.model.units import seconds
from grader.model.verdict import Group, Verdict
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.findings import Finding, findings_of
from grader.testing.job import Job
from grader.testing.plain_run import PlainRun

ELAPSED = CheckSpec("takes exactly the time it needs", "elapsed", Verdict.TOO_SLOW, weight=2)
FREE_LOOP = CheckSpec("keeps the loop free", "elapsed", Verdict.BLOCKED_LOOP, weight=1)
SINGLE_THREAD = CheckSpec("stays on one thread", "single-thread", Verdict.NOT_SINGLE_THREADED, weight=1)
TIDY = CheckSpec("leaves nothing behind", "tidy", Verdict.LEAKED_TASK, weight=1)

UNWRITTEN = (ELAPSED, FREE_LOOP, SINGLE_THREAD, TIDY)

_ONE_THREAD = frozenset({Verdict.EXTRA_LOOP, Verdict.NOT_SINGLE_THREADED})
_TIDY = frozenset({Verdict.NEVER_AWAITED})


def check_unwritten(job: Job, run: PlainRun) -> tuple[CheckOutcome, ...]:
    """How the unwritten checks ended. After a run that could not go on, the first carries its verdict."""
    found = findings_of(run.seen, run.failure, run.error, job.exercise.manifest.rules)
    if run.failure:
        elapsed = CheckOutcome(ELAPSED, found, run.failure.message)
        return (elapsed, *(CheckOutcome(spec).as_skipped() for spec in UNWRITTEN[1:]))
    return (
        _elapsed(job, run, found),
        _those(FREE_LOOP, found, lambda verdict: verdict is Verdict.BLOCKED_LOOP),
        _those(SINGLE_THREAD, found, lambda verdict: verdict in _ONE_THREAD),
        _those(TIDY, found, lambda verdict: verdict.group is Group.TIDINESS or verdict in _TIDY),
    )


def _elapsed(job: Job, run: PlainRun, found: tuple[Finding, ...]) -> CheckOutcome:
    if run.error is not None or run.seen.unawaited:
        return CheckOutcome(ELAPSED, found, found[0].fact if found else str(run.error))
    if run.elapsed == job.target:
        return CheckOutcome(ELAPSED)
    verdict = time_verdict(run.elapsed, job.target, job.sequential)
    can = "the work takes" if verdict is Verdict.TOO_FAST else "it can be"
    message = f"took {seconds(run.elapsed)}; {can} {seconds(job.target)}"
    return CheckOutcome(ELAPSED, (*found, Finding(verdict, message)), message)


def time_verdict(elapsed: float, target: float, sequential: float) -> Verdict:
    """What a time that is not the target means."""
    if elapsed < target:
        return Verdict.TOO_FAST
    return Verdict.STILL_SEQUENTIAL if elapsed >= sequential > target else Verdict.TOO_SLOW


def _those(spec: CheckSpec, found: Iterable[Finding], concerns: Callable[[Verdict], bool]) -> CheckOutcome:
    own = tuple(finding for finding in found if concerns(finding.verdict))
    return CheckOutcome(spec, own, own[0].fact if own else "")
