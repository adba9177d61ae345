"""What each task did, named as its learner would name it.

A lane is one function of the learner's in one task: in the task of the entry, the function that the entry called;
in any other task, the function that the task runs. So a sequential program shows its functions one after the other
in lanes of their own, and the concurrent one shows the same lanes side by side. A lane stands below the lane that made
its task, where that has something to show itself.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from grader.model.timeline import Mark, Span
from grader.model.trace import Trace, TracedPrint, TracedSpan

Key = tuple[str, str]
"""A task, and a function of it."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>")


class LaneOfTask(msgspec.Struct):
    """One lane while it is put together."""

    task: str
    function: str
    name: str = ""
    depth: int = 0
    spans: list[Span] = msgspec.field(default_factory=list)
    marks: list[Mark] = msgspec.field(default_factory=list)

    @property
    def key(self) -> Key:
        """Which lane it is."""
        return self.task, self.function

    @property
    def begin(self) -> float:
        """When something first happened in it."""
        return min([span.start for span in self.spans] + [mark.at for mark in self.marks])


def key_of(span: TracedSpan, entry: str) -> Key:
    """The lane that a span belongs to."""
    return span.task, _function_of(span, entry)


def span_of(traced: TracedSpan, made_at: Mapping[str, int | None]) -> Span:
    """A span as it is shown; what no line of a task waits for is told by the line that made the task."""
    # A task that ends a path with a wait for another one waited for nothing else.
    kind = "waiting" if traced.kind == "joining" else traced.kind
    line = traced.line if traced.line is not None else made_at.get(traced.task)
    return Span(traced.start, traced.end, kind, traced.label, line)


def lanes_of(trace: Trace, source: str, entry: str) -> list[LaneOfTask]:
    """The lanes in the order in which they began, each below its maker's; equal names are told apart by a number."""
    functions = _Functions(source)
    lanes = _collected(trace, functions, entry)
    in_order = sorted(lanes.values(), key=lambda lane: lane.begin)
    _name(in_order)
    return list(_nested(in_order, trace, functions))


def _collected(trace: Trace, functions: "_Functions", entry: str) -> dict[Key, LaneOfTask]:
    lanes: dict[Key, LaneOfTask] = {}
    made_at = {task.name: task.made_at for task in trace.tasks}
    for span in trace.spans:
        if span.kind != "joining":
            _lane(lanes, key_of(span, entry)).spans.append(span_of(span, made_at))
    for printed in trace.prints:
        if printed.line is not None:
            lane = _lane_of_print(lanes, printed, functions.at(printed.line))
            lane.marks.append(Mark(printed.at, printed.text, printed.line))
    return lanes


def _lane(lanes: dict[Key, LaneOfTask], key: Key) -> LaneOfTask:
    return lanes.setdefault(key, LaneOfTask(*key))


def _lane_of_print(lanes: dict[Key, LaneOfTask], printed: TracedPrint, function: str) -> LaneOfTask:
    """A print belongs to the lane of its function, else to one its task has already."""
    own = lanes.get((printed.task, function))
    if own is not None:
        return own
    of_task = [lane for lane in lanes.values() if lane.task == printed.task]
    return of_task[0] if len(of_task) == 1 else _lane(lanes, (printed.task, function))


def _function_of(span: TracedSpan, entry: str) -> str:
    functions = [place.function for place in span.stack]
    # A comprehension has a frame of its own, or none, as the Python is.
    functions = [each for each in functions if not each.endswith(_COMPREHENSIONS)] or functions
    if not functions:
        return span.label.removesuffix("()")
    outermost, *inner = functions
    return _short(inner[0] if outermost == entry and inner else outermost)


def _short(function: str) -> str:
    """The name a learner would use: not `main.<locals>.fetch`, nor the comprehension that stands around it."""
    parts = [part for part in function.split(".") if not part.startswith("<")]
    return parts[-1] if parts else function


def _name(lanes: Sequence[LaneOfTask]) -> None:
    seen: dict[str, int] = {}
    several = {
        function for function, lanes_of_it in Counter(lane.function for lane in lanes).items() if lanes_of_it > 1
    }
    for lane in lanes:
        seen[lane.function] = seen.get(lane.function, 0) + 1
        lane.name = f"{lane.function} {seen[lane.function]}" if lane.function in several else lane.function


def _nested(lanes: Sequence[LaneOfTask], trace: Trace, functions: "_Functions") -> Iterator[LaneOfTask]:
    """The lanes as a tree is read: each before those of the tasks that it made."""
    by_task: dict[str, list[LaneOfTask]] = {}
    for lane in lanes:
        by_task.setdefault(lane.task, []).append(lane)
    makers = {task.name: (task.maker, task.made_at) for task in trace.tasks}
    below: dict[Key | None, list[LaneOfTask]] = {}
    for lane in lanes:
        maker = _maker_of(lane.task, makers, by_task, functions)
        below.setdefault(maker.key if maker else None, []).append(lane)
    waiting = [(lane, 0) for lane in reversed(below.get(None, []))]
    while waiting:
        lane, lane.depth = waiting.pop()
        yield lane
        waiting += [(inner, lane.depth + 1) for inner in reversed(below.get(lane.key, []))]


def _maker_of(
    task: str,
    makers: dict[str, tuple[str, int | None]],
    by_task: dict[str, list[LaneOfTask]],
    functions: "_Functions",
) -> LaneOfTask | None:
    """The nearest lane around the making of a task: of the function it was made in, else the first of its maker."""
    seen = {task}
    while True:
        maker, made_at = makers.get(task, ("", None))
        if not maker or maker in seen:
            return None
        if maker in by_task:
            function = functions.at(made_at) if made_at is not None else ""
            return next((lane for lane in by_task[maker] if lane.function == function), by_task[maker][0])
        seen.add(maker)
        task = maker


class _Functions:
    """Which function of a file a line stands in."""

    def __init__(self, source: str) -> None:
        try:
            tree = ast.parse(source)
        except SyntaxError:
            tree = ast.Module([], [])
        self._functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]

    def at(self, line: int) -> str:
        around = [f for f in self._functions if f.lineno <= line <= (f.end_lineno or f.lineno)]
        return max(around, key=lambda function: function.lineno).name if around else "(module)"
