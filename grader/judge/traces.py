"""What the judge saw of a run, as a trace."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.judge.ledger import CallRecord
from grader.judge.observations import Observations, PrintedLine, TaskWait, seconds_of
from grader.model.trace import (
    SourcePlace,
    StuckTask,
    Trace,
    TracedCall,
    TracedPrint,
    TracedSpan,
    TracedTask,
    WaitKind,
)
from grader.protocol.messages import Place, TaskState
from grader.protocol.values import safe_text

# A submission may call the world a million times over; what its calls have in common shows in far fewer.
_MOST_CALLS = 5_000
_MOST_SHOWN = 60

_KINDS: dict[str, WaitKind] = {
    "sleep": "own-sleep",
    "task": "joining",
    "limit": "queued",
    "event": "queued",
    "queue": "queued",
    "other": "queued",
}


def without_addresses(text: str) -> str:
    """A text without places in memory, such as `<object object at 0x7f…>` shows: they differ from run to run."""
    return re.sub(r"\bat 0x[0-9a-fA-F]+", "at 0x…", text)


class NeedsTrace(BaseException):
    """A check asked for the trace of a run that has none; not an `Exception`, which a check may catch."""


def trace_of(seen: Observations, calls: Sequence[CallRecord], printed: Iterable[PrintedLine], now: int) -> Trace:
    """The trace of a run until now, in ticks."""
    calls, waits, end = calls[:_MOST_CALLS], seen.waits.until(now), seconds_of(now)
    made = {wait.waiting.task: wait.waiting.made_at for wait in waits}
    found = (*_spans(calls, made, end), *_blocks(seen), *_waits(waits))
    spans = tuple(sorted(found, key=lambda span: (span.start, span.end)))
    prints = tuple(
        TracedPrint(each.task, each.line, seconds_of(each.at), without_addresses(each.text))
        for each in printed
        if each.stream == "out"
    )
    return Trace(spans, prints, end, tuple(_call(call, made) for call in calls), tuple(_tasks(waits, spans)))


def stuck_tasks(states: Iterable[TaskState]) -> tuple[StuckTask, ...]:
    """The tasks that could not go on."""
    return tuple(StuckTask(s.name, s.coroutine, s.made_at, _places(s.stack)) for s in states)


def _call(call: CallRecord, made: Mapping[str, int | None]) -> TracedCall:
    given = [*map(_shown, call.args), *(f"{name}={_shown(value)}" for name, value in call.kwargs.items())]
    return TracedCall(
        function=call.function,
        arguments=", ".join(given),
        task=call.origin.task,
        stack=_places(call.origin.stack),
        made_at=made.get(call.origin.task),
        start=call.started,
        end=call.finished,
        cancelled=call.cancelled is not None,
        blocking=call.blocking,
        error=type(call.error).__name__ if call.error is not None else None,
    )


def _shown(value: object) -> str:
    return without_addresses(safe_text(repr(value), _MOST_SHOWN))


def _spans(calls: Iterable[CallRecord], made: Mapping[str, int | None], now: float) -> Iterator[TracedSpan]:
    for call in calls:
        end = now if call.finished is None else call.finished
        if call.blocking or end == call.started:
            continue
        kind: WaitKind = "waiting" if call.cancelled is None else "cancelled"
        place = (call.origin.task, _places(call.origin.stack))
        yield TracedSpan(*place, call.started, end, kind, f"{call.function}()", made.get(call.origin.task))


def _blocks(seen: Observations) -> Iterator[TracedSpan]:
    for block in seen.blocked[:_MOST_CALLS]:
        kind: WaitKind = "computing" if block.kind == "burn" else "blocked"
        yield TracedSpan(
            block.origin.task,
            _places(block.origin.stack),
            seconds_of(block.start),
            seconds_of(block.end),
            kind,
            block.label,
        )


def _waits(waits: Iterable[TaskWait]) -> Iterator[TracedSpan]:
    """Waits for something else than the world, whose calls the ledger tells more exactly."""
    for wait in waits:
        kind = _KINDS.get(wait.waiting.kind)
        if kind is not None:
            label = "asyncio.sleep()" if kind == "own-sleep" else wait.waiting.label
            start, end = seconds_of(wait.start), seconds_of(wait.end)
            made_at = wait.waiting.made_at
            yield TracedSpan(wait.waiting.task, _places(wait.waiting.stack), start, end, kind, label, made_at)


def _tasks(waits: Iterable[TaskWait], spans: Iterable[TracedSpan]) -> Iterator[TracedTask]:
    """Each task that ever waited, in the order of its first wait."""
    known = {wait.waiting.task: wait.waiting for wait in sorted(waits, key=lambda wait: wait.start)}
    spent: dict[str, list[TracedSpan]] = defaultdict(list)
    for span in spans:
        spent[span.task].append(span)
    for name, waiting in known.items():
        function = waiting.stack[0].function if waiting.stack else ""
        yield TracedTask(name, waiting.maker, waiting.made_at, function, tuple(spent[name]))


def _places(stack: tuple[Place, ...]) -> tuple[SourcePlace, ...]:
    return tuple(SourcePlace(place.function, place.line) for place in stack)
