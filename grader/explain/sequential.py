"""The diagnosis *awaited in turn*: one wait starts only when another has ended, and nothing runs beside either."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.model.trace import Trace, TracedSpan
from grader.model.units import seconds


@dataclass(frozen=True, slots=True)
class Turn:
    """The sentence, the line of the first wait, and a note for each of the two lines."""

    sentence: str
    line: int
    notes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of the entry: the line that it stood at, and what was called there."""

    line: int
    called: str
    start: float
    end: float


def awaited_in_turn(trace: Trace, entry: str) -> Turn | None:
    """The first two lines of the entry of which one waited for the other, with nothing beside them."""
    steps = list(_steps(trace.spans, entry))
    for first, second in pairwise(steps):
        if first.end == second.start and not _anything_beside(trace.spans, first, second):
            return _turn(first, second)
    return None


def _steps(spans: Sequence[TracedSpan], entry: str) -> Iterator[_Step]:
    """The stretches of the entry in order; neighbouring spans of one line are one stretch."""
    current: _Step | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if not span.stack or span.stack[0].function != entry:
            continue
        step = _Step(span.stack[0].line, _called(span), span.start, span.end)
        if current is not None and current.line == step.line and current.called == step.called:
            current = _Step(step.line, step.called, current.start, step.end)
            continue
        if current is not None:
            yield current
        current = step
    if current is not None:
        yield current


def _called(span: TracedSpan) -> str:
    return f"{span.stack[1].function}()" if len(span.stack) > 1 else span.label


def _anything_beside(spans: Sequence[TracedSpan], first: _Step, second: _Step) -> bool:
    others = (span for span in spans if span.stack and span.stack[0].line not in (first.line, second.line))
    return any(span.start < second.end and span.end > first.start for span in others)


def _turn(first: _Step, second: _Step) -> Turn | None:
    if first.line == second.line:
        return None
    sentence = (
        f"{second.called} starts only when {first.called} is done: line {first.line} waits "
        f"{seconds(first.end - first.start)}, and line {second.line} has to wait for line {first.line}."
    )
    notes = (
        (first.line, f"{seconds(first.start)} to {seconds(first.end)}: nothing else can run"),
        (second.line, f"{seconds(second.start)} to {seconds(second.end)}"),
    )
    return Turn(sentence, first.line, notes)
