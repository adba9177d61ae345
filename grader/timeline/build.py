"""Lanes from a trace.

A lane is one function of the learner's in one task: in the task of the entry, the function that the entry called;
in any other task, the function that the task runs. So a sequential program shows its functions one after the other
in lanes of their own, and the concurrent one shows the same lanes side by side.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from grader.model.timeline import Lane, Mark, Span, Timeline
from grader.model.trace import Trace, TracedPrint, TracedSpan

_MOST_LANES = 12


@dataclass(slots=True)
class _Lane:
    function: str
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def build_timeline(trace: Trace, source: str, entry: str) -> Timeline:
    """The timeline of a trace; `source` is the learner's file, `entry` the function that the grader called."""
    lanes: dict[tuple[str, str], _Lane] = {}
    for span in trace.spans:
        if span.kind == "joining":
            continue
        _lane(lanes, span.task, _function_of(span, entry)).spans.append(_span(span))
    functions = _Functions(source)
    for printed in trace.prints:
        if printed.line is not None:
            _lane_of_print(lanes, printed, functions.at(printed.line)).marks.append(_mark(printed))
    shown = tuple(_named(list(lanes.values())))
    return Timeline(shown[:_MOST_LANES], trace.end)


def _lane(lanes: dict[tuple[str, str], _Lane], task: str, function: str) -> _Lane:
    return lanes.setdefault((task, function), _Lane(function))


def _lane_of_print(lanes: dict[tuple[str, str], _Lane], printed: TracedPrint, function: str) -> _Lane:
    """A print belongs to the lane of its function, else to one its task has already."""
    own = lanes.get((printed.task, function))
    if own is not None:
        return own
    of_task = [lane for (task, _), lane in lanes.items() if task == printed.task]
    return of_task[0] if len(of_task) == 1 else _lane(lanes, printed.task, function)


def _function_of(span: TracedSpan, entry: str) -> str:
    functions = [place.function for place in span.stack]
    if not functions:
        return span.label.removesuffix("()")
    outermost, *inner = functions
    return _short(inner[0] if outermost == entry and inner else outermost)


def _short(function: str) -> str:
    """The name a learner would use: not `main.<locals>.fetch`, nor the comprehension that stands around it."""
    parts = [part for part in function.split(".") if not part.startswith("<")]
    return parts[-1] if parts else function


def _span(span: TracedSpan) -> Span:
    assert span.kind != "joining"
    return Span(span.start, span.end, span.kind, span.label, span.line)


def _mark(printed: TracedPrint) -> Mark:
    return Mark(printed.at, printed.text, printed.line)


def _named(lanes: Sequence[_Lane]) -> Iterator[Lane]:
    """Lanes in the order in which they began; equal names are told apart by a number."""
    seen: dict[str, int] = {}
    names = [lane.function for lane in lanes]
    for lane in sorted(lanes, key=_begin):
        seen[lane.function] = seen.get(lane.function, 0) + 1
        several = names.count(lane.function) > 1
        name = f"{lane.function} {seen[lane.function]}" if several else lane.function
        yield Lane(name, tuple(_joined(sorted(lane.spans, key=lambda span: span.start))), tuple(lane.marks))


def _begin(lane: _Lane) -> float:
    return min([span.start for span in lane.spans] + [mark.at for mark in lane.marks])


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans of one kind at one line that touch are one span."""
    if not spans:
        return
    current = spans[0]
    for _, following in pairwise(spans):
        touches = following.start == current.end and _same(current, following)
        if touches:
            current = Span(current.start, following.end, current.kind, current.label, current.line)
        else:
            yield current
            current = following
    yield current


def _same(one: Span, other: Span) -> bool:
    return (one.kind, one.label, one.line) == (other.kind, other.label, other.line)


class _Functions:
    """Which function of a file a line stands in."""

    def __init__(self, source: str) -> None:
        try:
            tree = ast.parse(source)
        except SyntaxError:
            tree = ast.Module([], [])
        self._functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    def at(self, line: int) -> str:
        around = [f for f in self._functions if f.lineno <= line <= (f.end_lineno or f.lineno)]
        return max(around, key=lambda function: function.lineno).name if around else "(module)"
