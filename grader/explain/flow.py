"""How the stretches of a run lie to each other: what passes together, and where nothing reaches across."""

from collections.abc import Sequence
from functools import lru_cache

from grader.model.trace import Trace, TracedSpan

# Waits for tasks that asyncio does in a function of its own.
_JOINS = ("_wait", "wait", "wait_for", "TaskGroup.__aexit__", "shield")


def is_join(span: TracedSpan) -> bool:
    """Whether a task only waits for other tasks."""
    return span.kind == "joining" or (span.kind == "queued" and span.label in _JOINS)


def is_queued(span: TracedSpan) -> bool:
    """Whether a task waits for its turn at a lock or a semaphore."""
    return span.kind == "queued" and span.label.endswith(".acquire")


def at_work(trace: Trace) -> list[TracedSpan]:
    """The stretches that take time of themselves: waits for the world, sleeps, computing."""
    return [span for span in trace.spans if span.kind not in {"joining", "queued"}]


def most_at_once(spans: Sequence[TracedSpan]) -> int:
    """How many of them there are at the fullest moment."""
    starts = sorted((span.start, 1) for span in spans)
    ends = sorted((span.end, -1) for span in spans)
    at_once = most = 0
    for _, change in sorted([*starts, *ends]):
        at_once += change
        most = max(most, at_once)
    return most


@lru_cache(maxsize=32)
def seams(trace: Trace) -> tuple[float, ...]:
    """The instants at which something begins and nothing of before goes on."""
    found: dict[float, None] = {}
    reached = 0.0
    for span in sorted(at_work(trace), key=lambda span: span.start):
        if span.start >= reached > 0:
            found[span.start] = None
        reached = max(reached, span.end)
    return tuple(found)


def lines_of(span: TracedSpan) -> set[int]:
    """The learner's lines that a stretch stands at."""
    return {place.line for place in span.stack}


def joined_until(trace: Trace, instant: float) -> int | None:
    """The innermost line at which a task waited for another one until then; the entry's, if it was among them."""
    joins = [span for span in trace.spans if is_join(span) and span.end == instant and span.stack]
    return min(joins, key=lambda span: span.start).stack[-1].line if joins else None
