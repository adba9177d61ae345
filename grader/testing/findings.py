"""What the observations of a run say, as verdicts; the wording for learners is elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from grader.catalog.manifest import Rules
from grader.judge.observations import (
    Observations,
    RunFailure,
    innermost_line,
    learners_failure,
    seconds_of,
)
from grader.model.verdict import Verdict

# What some exceptions say more plainly than that something was raised.
_RAISED_AS = {"SystemExit": Verdict.EXITED, "MemoryError": Verdict.MEMORY_LIMIT}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, with the facts of the case: a sentence or half of one, and a line."""

    verdict: Verdict
    fact: str = ""
    line: int | None = None


def findings_of(
    seen: Observations, failure: RunFailure | None, error: BaseException | None, rules: Rules
) -> tuple[Finding, ...]:
    """All that a run's observations say, the earliest cause first."""
    found = [
        *_failed(failure),
        *_beyond(seen),
        *_loop(seen, rules),
        *_raised(failure, error),
        *_untidy(seen),
    ]
    return tuple(sorted(found, key=lambda finding: finding.verdict.rank))


def _failed(failure: RunFailure | None) -> Iterator[Finding]:
    if failure:
        yield Finding(failure.verdict, failure.message, failure.line)


def _beyond(seen: Observations) -> Iterator[Finding]:
    for beyond in seen.beyond:
        verdict = Verdict.EXTRA_LOOP if beyond.what == "loop" else Verdict.NOT_SINGLE_THREADED
        yield Finding(verdict, beyond.name, beyond.line)
    if seen.foreign_threads:
        yield Finding(Verdict.NOT_SINGLE_THREADED, "the world was called from another thread")


def _loop(seen: Observations, rules: Rules) -> Iterator[Finding]:
    if seen.unawaited:
        yield Finding(Verdict.NOT_A_COROUTINE, seen.unawaited)
    for coroutine in seen.never_awaited:
        yield Finding(Verdict.NEVER_AWAITED, f"{coroutine.name}()", coroutine.line)
    for blocking in seen.blocked:
        if blocking.origin.others and blocking.kind != "burn" and blocking.end > blocking.start:
            yield Finding(Verdict.BLOCKED_LOOP, blocking.label, innermost_line(blocking.origin.stack))
    yield from _late(seen, rules)


def _late(seen: Observations, rules: Rules) -> Iterator[Finding]:
    if rules.max_lateness is None:
        return
    worst = max(seen.late_beats, key=lambda beat: beat.lateness, default=None)
    if worst and seconds_of(worst.lateness) > rules.max_lateness:
        holding = (b for b in seen.blocked if b.start <= worst.due < b.end)
        line = next((innermost_line(blocking.origin.stack) for blocking in holding), None)
        yield Finding(Verdict.BLOCKED_LOOP, f"a beat came {seconds_of(worst.lateness):g} s late", line)


def _raised(failure: RunFailure | None, error: BaseException | None) -> Iterator[Finding]:
    raised = learners_failure(error)
    if failure or raised is None:
        return
    verdict = _RAISED_AS.get(raised.name, Verdict.RAISED)
    text = f"{raised.name}: {raised.text}" if raised.text else raised.name
    yield Finding(verdict, text, innermost_line(raised.stack))


def _untidy(seen: Observations) -> Iterator[Finding]:
    for lost in seen.lost_tasks:
        yield Finding(Verdict.LOST_TASK, f"{lost.coroutine}()", lost.made_at)
    for task in seen.unfinished:
        verdict = Verdict.UNCLEAN if "async_generator" in task.coroutine else Verdict.LEAKED_TASK
        yield Finding(verdict, f"{task.coroutine}()", task.made_at or innermost_line(task.stack))
    for exception in seen.lost_exceptions:
        text = f"{exception.failure.name}: {exception.failure.text}"
        yield Finding(Verdict.LOST_EXCEPTION, text, innermost_line(exception.failure.stack))
