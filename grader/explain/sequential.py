"""Diagnoses of time lost in turns: one wait starts only when another has ended, though it does not need it.

The entry is read as a row of steps: where it stood, what it waited for there, and when the work behind that wait began.
Two neighbouring steps are a turn if the second one's work began exactly when the first step was over, and the second
uses nothing that the first brought.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from grader.explain.dataflow import Dataflow
from grader.model.trace import Trace, TracedSpan
from grader.model.units import count, seconds


@dataclass(frozen=True, slots=True)
class Turn:
    """The sentence, and a note for each line that is worth showing; the first is the cause."""

    sentence: str
    notes: tuple[tuple[int, str], ...]

    @property
    def line(self) -> int:
        """The line of the cause."""
        return self.notes[0][0]


@dataclass(frozen=True, slots=True)
class _Step:
    """A wait of the entry: its line, what was called there, when that work began, and from when to when it waited.

    `made_here` says that the task it waits for was made in the same line.
    """

    line: int
    called: str
    began: float
    start: float
    end: float
    made_here: bool


def taken_in_turn(trace: Trace, source: str, entry: str) -> Turn | None:
    """The first two steps of the entry of which one waited for the other without need."""
    steps = list(_steps(trace.spans, entry))
    flow = Dataflow(source)
    for first, second in pairwise(steps):
        if second.began == first.end and not flow.needs(second.line, first.line):
            return _turn(first, second, steps)
    return None


def _steps(spans: Sequence[TracedSpan], entry: str) -> Iterator[_Step]:
    """The entry's waits in order; one call that waits several times is one step."""
    own = [span for span in spans if span.stack and span.stack[0].function == entry]
    own.sort(key=lambda span: (span.start, span.end))
    for _, group in groupby(own, key=lambda span: (span.stack[0].line, _called(span, spans), span.stack[1:2])):
        yield from _joined(list(group), spans)


def _joined(group: Sequence[TracedSpan], spans: Sequence[TracedSpan]) -> Iterator[_Step]:
    """Waits deep inside one call belong together; waits of the line itself are one step each."""
    if len(group[0].stack) > 1:
        yield _step(group[0], group[-1].end, spans)
    else:
        for span in group:
            yield _step(span, span.end, spans)


def _step(span: TracedSpan, end: float, spans: Sequence[TracedSpan]) -> _Step:
    line = span.stack[0].line
    work = [other for other in spans if span.kind == "joining" and other.task == span.label]
    began = min((other.start for other in work), default=span.start)
    made_here = any(other.made_at == line for other in work)
    return _Step(line, _called(span, spans), began, span.start, end, made_here)


def _called(span: TracedSpan, spans: Iterable[TracedSpan]) -> str:
    """What a learner would say was waited for: a function of theirs, else the world's."""
    if len(span.stack) > 1:
        return f"{_short(span.stack[1].function)}()"
    if span.kind == "joining":
        own = next((other for other in spans if other.task == span.label and other.stack), None)
        return f"{_short(own.stack[0].function)}()" if own else "the task"
    return span.label


def _short(function: str) -> str:
    return function.rpartition(".")[2]


def _turn(first: _Step, second: _Step, steps: Sequence[_Step]) -> Turn:
    if first.line == second.line:
        return _in_a_loop(first, steps)
    waits = seconds(first.end - first.start)
    if first.made_here:
        cause = f"line {first.line} makes a task and waits for it at once, {waits}"
    else:
        cause = f"line {first.line} waits {waits}"
    sentence = (
        f"{second.called} starts only when {first.called} is done: {cause}, and line {second.line} has to wait for "
        f"line {first.line}. Neither needs anything from the other."
    )
    notes = (
        (first.line, f"{seconds(first.start)} to {seconds(first.end)}: nothing new can start"),
        (second.line, f"{seconds(second.start)} to {seconds(second.end)}"),
    )
    return Turn(sentence, notes)


def _in_a_loop(first: _Step, steps: Sequence[_Step]) -> Turn:
    there = [step for step in steps if step.line == first.line]
    total = seconds(there[-1].end - there[0].start)
    what = "makes a task and waits for it at once" if first.made_here else f"waits for {first.called}"
    sentence = (
        f"line {first.line} {what} {count(len(there), 'time')}, each time from beginning to end: {total} in all. The next "
        "one starts only when the one before is done."
    )
    waits = ", ".join(seconds(step.end - step.start) for step in there[:4]) + (", …" if len(there) > 4 else "")  # noqa: PLR2004
    return Turn(sentence[:1].upper() + sentence[1:], ((first.line, f"{waits}: one after the other"),))
