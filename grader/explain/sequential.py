"""The diagnosis *in turn*: a wait starts only when another has ended, and nothing passes the time beside it.

What is looked for is a seam: an instant within the run that no stretch of waiting reaches across. Whatever starts
there had to wait for what ended there. A loop of the entry whose rounds wait is all seams, so it is named as a loop.
"""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from grader.model.trace import Trace, TracedSpan
from grader.model.units import count, seconds

_PAUSES = ("asyncio.sleep()", "time.sleep()")
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Turn(msgspec.Struct, frozen=True):
    """The sentence, the line that is the cause, and a note for each line worth showing.

    What began too late, and when; what it had to wait for; whether it is given something that was awaited; whether it
    is a loop whose rounds follow one another.
    """

    sentence: str
    line: int | None
    notes: tuple[tuple[int, str], ...]
    late: str = ""
    late_start: float | None = None
    first: str = ""
    given: bool = False
    in_rounds: bool = False


class _Stretch(msgspec.Struct, frozen=True):
    """What a task waited for without a break: the function called, and the line of the entry, if it stood in one."""

    task: str
    line: int | None
    called: str
    start: float
    end: float

    @property
    def length(self) -> str:
        return seconds(self.end - self.start)


def in_turn(trace: Trace, entry: str, source: str) -> Turn | None:
    """The first waits of a run of which one had to wait for the other."""
    code = _Code(source)
    # To wait for what another task brings is no wait of its own: what counts is what that one waits for.
    spans = (span for span in trace.spans if span.kind not in ("joining", "queued"))
    trace = Trace(tuple(spans), trace.prints, trace.end)
    return _round_after_round(trace, entry, code) or _one_after_the_other(trace, entry, code)


def _round_after_round(trace: Trace, entry: str, code: "_Code") -> Turn | None:
    rounds: dict[int, list[TracedSpan]] = {}
    for span in trace.spans:
        if span.stack and span.stack[0].function == entry:
            # Who pauses in a loop sets a rhythm: those rounds are meant to follow one another.
            places = span.stack[:-1] if span.label in _PAUSES else span.stack
            for line in dict.fromkeys(place.line for place in places):
                rounds.setdefault(line, []).append(span)
    loops = [(line, spans) for line, spans in rounds.items() if code.in_loop(line) and _in_turn(spans, trace.spans)]
    # Of several loops the one that costs most, and of a loop in a loop the outer.
    return _loop_turn(*max(loops, key=lambda loop: _total(loop[1]))) if loops else None


def _in_turn(rounds: Sequence[TracedSpan], spans: Sequence[TracedSpan]) -> bool:
    """Whether each round waits for the one before, and not for something that a task does in between."""
    elsewhere = [span for span in spans if span.kind == "waiting" and span not in rounds]
    return len(rounds) > 1 and all(
        a.end <= b.start and not any(a.end <= span.start < span.end <= b.start for span in elsewhere)
        for a, b in pairwise(rounds)
    )


def _total(spans: Sequence[TracedSpan]) -> float:
    return sum(span.end - span.start for span in spans)


def _loop_turn(line: int, spans: Sequence[TracedSpan]) -> Turn:
    total = seconds(_total(spans))
    sentence = f"Line {line} waits once a round, and each round waits for the one before: {total} in all."
    note = f"{count(len(spans), 'wait')}, one after the other"
    return Turn(sentence, line, ((line, note),), in_rounds=True)


def _one_after_the_other(trace: Trace, entry: str, code: "_Code") -> Turn | None:
    stretches = list(_stretches(trace.spans, entry))
    for late in stretches:
        if late.start == 0 or any(other.start < late.start < other.end for other in stretches):
            continue
        before = [other for other in stretches if other.end == late.start]
        turns = (_turn(first, late, entry, code) for first in before)
        turn = next((turn for turn in turns if turn is not None), None)
        if turn is not None:
            first = before[0].called
            given = code.is_given_what_was_awaited(late.called)
            return replace(turn, late=late.called, late_start=late.start, first=first, given=given)
    return None


def _stretches(spans: Sequence[TracedSpan], entry: str) -> Iterator[_Stretch]:
    """Neighbouring spans of one task, one line of the entry and one function are one stretch."""
    joined: dict[tuple[str, int | None, str], _Stretch] = {}
    for span in spans:
        stretch = _stretch(span, entry)
        key = (stretch.task, stretch.line, stretch.called)
        known = joined.get(key)
        if known is not None and known.end == stretch.start:
            joined[key] = replace(known, end=stretch.end)
            continue
        if known is not None:
            yield known
        joined[key] = stretch
    yield from sorted(joined.values(), key=lambda stretch: stretch.start)


def _stretch(span: TracedSpan, entry: str) -> _Stretch:
    functions = [place.function for place in span.stack if not place.function.rpartition(".")[2].startswith("<")]
    in_entry = functions[:1] == [entry]
    inner = functions[1:] if in_entry else functions
    called = f"{inner[0].rpartition('.')[2]}()" if inner else span.label
    return _Stretch(span.task, span.stack[0].line if in_entry else None, called, span.start, span.end)


def _turn(first: _Stretch, late: _Stretch, entry: str, code: "_Code") -> Turn | None:
    line = late.line or code.line_of_call(entry, late.called)
    if late.called == first.called and late.task != first.task:
        return _next_turn(late, line)
    if line is None or late.called == first.called:
        return None
    if code.needs(late.called, line, first.called, first.line or code.line_of_call(entry, first.called)):
        return None
    sentence = f"{late.called} starts only when {first.called} is done: "
    if line == first.line:
        return Turn(f"{sentence}line {line} waits for one, then for the other.", line, ((line, "one after the other"),))
    late_note = f"{seconds(late.start)} to {seconds(late.end)}"
    if first.line is None:
        sentence += f"line {line} comes only at {seconds(late.start)}."
        return Turn(sentence, line, ((line, late_note),))
    sentence += f"line {first.line} waits {first.length}, and line {line} has to wait for line {first.line}."
    first_note = f"{seconds(first.start)} to {seconds(first.end)}: nothing else can run"
    return Turn(sentence, first.line, ((first.line, first_note), (line, late_note)))


def _next_turn(late: _Stretch, line: int | None) -> Turn:
    """Tasks of one function, of which the later began when the earlier were done."""
    sentence = f"The next {late.called} starts only at {seconds(late.start)}, when nothing else is under way any more."
    notes = ((line, "each is waited for before the next is made"),) if line else ()
    return Turn(sentence, line, notes)


class _Code:
    """What the learner's file says about its lines."""

    def __init__(self, source: str) -> None:
        try:
            self._nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, RecursionError):
            self._nodes = []

    def in_loop(self, line: int) -> bool:
        loops = (node for node in self._nodes if isinstance(node, _LOOPS))
        return any(node.lineno <= line <= (node.end_lineno or node.lineno) for node in loops)

    def is_given_what_was_awaited(self, called: str) -> bool:
        """Whether a call is handed what an earlier wait brought, or awaits it right there."""
        awaited = [n for n in self._nodes if isinstance(n, ast.Assign) and _awaits(n.value)]
        brought = {name for each in awaited for target in each.targets for name in _names_in(target)}
        calls = [n for n in self._nodes if isinstance(n, ast.Call) and _calls(n, called)]
        return any(_awaits(part) or _names_in(part) & brought for call in calls for part in call.args)

    def needs(self, called: str, line: int, first: str, first_line: int | None) -> bool:
        """Whether a call on a line is given what an earlier call found, so that it has to wait for it."""
        found = self._bound_to(first, first_line) if first_line else set[str]()
        for node in self._assignments_between(first_line or line, line):
            if found & _names_in(node.value):
                found |= {name for target in node.targets for name in _names_in(target)}
        given = {name for call in self._calls_on(line, called) for name in _names_in(call)}
        return bool(given & (found | {first.removesuffix("()")}))

    def _bound_to(self, called: str, line: int) -> set[str]:
        """The names that take the result of a call; of several that are gathered, the name in its place."""
        bound: set[str] = set()
        for node in self._assignments_between(line - 1, line + 1):
            for target in node.targets:
                gathered = node.value.value if isinstance(node.value, ast.Await) else node.value
                if isinstance(target, ast.Tuple) and isinstance(gathered, ast.Call):
                    pairs = zip(target.elts, gathered.args, strict=False)
                    own = [name for name, value in pairs if called.removesuffix("()") in _names_in(value)]
                    bound |= {name for each in own or target.elts for name in _names_in(each)}
                else:
                    bound |= _names_in(target)
        return bound

    def _assignments_between(self, first: int, last: int) -> list[ast.Assign]:
        found = [n for n in self._nodes if isinstance(n, ast.Assign) and n.lineno < last]
        return sorted((n for n in found if (n.end_lineno or n.lineno) > first), key=lambda n: n.lineno)

    def _calls_on(self, line: int, called: str) -> list[ast.Call]:
        calls = (n for n in self._nodes if isinstance(n, ast.Call) and n.lineno <= line <= (n.end_lineno or n.lineno))
        return [call for call in calls if _calls(call, called)]

    def line_of_call(self, entry: str, called: str) -> int | None:
        """The only line of the entry that calls a function by its name."""
        entries = (n for n in self._nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.name == entry)
        calls = (n for e in entries for n in ast.walk(e) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
        lines = {n.lineno for n in calls if isinstance(n.func, ast.Name) and f"{n.func.id}()" == called}
        return lines.pop() if len(lines) == 1 else None


def _calls(call: ast.Call, called: str) -> bool:
    return f"{ast.unparse(call.func).rpartition('.')[2]}()" == called


def _awaits(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Await) for each in ast.walk(node))


def _names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
