"""What the observations of a run say, as verdicts; the wording for learners is elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice

import msgspec

from grader.catalog.manifest import Rules
from grader.judge.ledger import CallRecord
from grader.judge.observations import (
    Blocking,
    Observations,
    RunFailure,
    innermost_line,
    learners_failure,
    seconds_of,
)
from grader.model.units import seconds
from grader.model.verdict import Verdict
from grader.protocol.messages import TaskState
from grader.protocol.values import ForeignError

# What some exceptions say more plainly than that something was raised.
_RAISED_AS = {"SystemExit": Verdict.EXITED, "MemoryError": Verdict.MEMORY_LIMIT}

_MANY = 20


class Finding(msgspec.Struct, frozen=True):
    """One thing that was found, with the facts of the case: a sentence or half of one, and a line."""

    verdict: Verdict
    fact: str = ""
    line: int | None = None
    is_breakage: bool = False
    tasks: tuple[TaskState, ...] = ()


def findings_of(
    seen: Observations, failure: RunFailure | None, error: BaseException | None, rules: Rules
) -> tuple[Finding, ...]:
    """All that a run's observations say, the earliest cause first."""
    found = [
        *_failed(failure),
        *_beyond(seen),
        *_loop(seen, rules),
        *_raised(failure, error),
        *_uncrossable(seen),
        *untidy_findings(seen, seen.left_open),
    ]
    in_order = sorted(found, key=lambda finding: finding.verdict.rank)
    # A submission can do one thing a million times over; nobody reads that, and every check would carry it.
    of_each = (islice(same, _MANY) for _, same in groupby(in_order, key=lambda finding: finding.verdict))
    return tuple(chain.from_iterable(of_each))


def untidy_findings(seen: Observations, left_open: Sequence[tuple[str, CallRecord | None]]) -> list[Finding]:
    """What a run left behind: tasks, exceptions, and whatever it opened in the world."""
    found = [*_untidy(seen), *_open(left_open)]
    return sorted(found, key=lambda finding: finding.verdict.rank)


def _open(left_open: Sequence[tuple[str, CallRecord | None]]) -> Iterator[Finding]:
    for name, opened_by in left_open:
        line = innermost_line(opened_by.origin.stack) if opened_by else None
        where = f", opened at line {line}," if line else ""
        yield Finding(Verdict.UNCLEAN, f"the {name}{where} stays open", line)


def _failed(failure: RunFailure | None) -> Iterator[Finding]:
    if failure:
        yield Finding(failure.verdict, failure.message, failure.line, tasks=failure.tasks)


def _beyond(seen: Observations) -> Iterator[Finding]:
    for beyond in seen.beyond:
        if beyond.what == "loop":
            yield Finding(Verdict.EXTRA_LOOP, f"`{beyond.name}` was used", beyond.line)
        else:
            yield Finding(Verdict.NOT_SINGLE_THREADED, f"the program asked for another {beyond.what}", beyond.line)
    if seen.foreign_threads:
        yield Finding(Verdict.NOT_SINGLE_THREADED, "the world was called from another thread")


def _loop(seen: Observations, rules: Rules) -> Iterator[Finding]:
    if seen.unawaited:
        yield Finding(Verdict.NOT_A_COROUTINE, f"your function handed back {seen.unawaited}")
    for coroutine in seen.never_awaited:
        yield Finding(Verdict.NEVER_AWAITED, f"`{short(coroutine.name)}()` was called, and not awaited", coroutine.line)
    for blocking in seen.blocked:
        if blocking.origin.others and blocking.kind != "burn" and blocking.end > blocking.start:
            yield Finding(Verdict.BLOCKED_LOOP, _held(blocking), innermost_line(blocking.origin.stack))
    yield from _late(seen, rules)


def _held(blocking: Blocking) -> str:
    start, end = seconds_of(blocking.start), seconds_of(blocking.end)
    return f"`{blocking.label}` held the only thread from {seconds(start)} to {seconds(end)}"


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
    first = _first_of(error)
    if first is not None:
        text = f"{text}, first of all {first}"
    elif raised.name == "TypeError" and not raised.stack:
        text = f"{text}. The README says under *What the checks call* how it is called"
    yield Finding(verdict, text, innermost_line(raised.stack))


def _first_of(error: BaseException | None) -> str | None:
    """The exception that a group holds first, however deep."""
    inner = error
    while isinstance(inner, BaseExceptionGroup):
        inner = inner.exceptions[0]
    if inner is error or inner is None:
        return None
    return str(inner) if isinstance(inner, ForeignError) else f"{type(inner).__name__}: {inner}".removesuffix(": ")


def _uncrossable(seen: Observations) -> Iterator[Finding]:
    if seen.uncrossable and not seen.unawaited:
        yield Finding(
            Verdict.WRONG_RESULT, f"your function handed back {seen.uncrossable}, which cannot leave the program"
        )


def _untidy(seen: Observations) -> Iterator[Finding]:
    for lost in seen.lost_tasks:
        yield Finding(Verdict.LOST_TASK, f"nobody held on to the task of `{short(lost.coroutine)}()`", lost.made_at)
    for task in seen.unfinished:
        verdict = Verdict.UNCLEAN if "async_generator" in task.coroutine else Verdict.LEAKED_TASK
        fact = f"`{short(task.coroutine)}()` was still under way"
        yield Finding(verdict, fact, task.made_at or innermost_line(task.stack))
    for place in seen.open_generators:
        fact = f"the generator `{short(place.function)}()` stands at line {place.line} and was not closed"
        yield Finding(Verdict.UNCLEAN, fact, place.line)
    for exception in seen.lost_exceptions:
        text = f"{exception.failure.name}: {exception.failure.text}"
        yield Finding(Verdict.LOST_EXCEPTION, text, innermost_line(exception.failure.stack))


def short(function: str) -> str:
    """The name a learner would use: not `main.<locals>.fetch`, nor the comprehension that stands around it."""
    parts = [part for part in function.split(".") if not part.startswith("<")]
    return parts[-1] if parts else function
