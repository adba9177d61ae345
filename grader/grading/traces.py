"""What the judge saw of a run, as a trace."""

import re
from collections.abc import Iterator

from grader.judge.observations import seconds_of
from grader.model.trace import SourcePlace, Trace, TracedPrint, TracedSpan, TracedTask, WaitKind
from grader.protocol.messages import Place
from grader.testing.plain_run import PlainRun

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


def trace_of(run: PlainRun) -> Trace:
    """The trace of a plain run."""
    spans = sorted((*_calls(run), *_blocks(run), *_waits(run)), key=lambda span: (span.start, span.end))
    prints = tuple(
        TracedPrint(each.task, each.line, seconds_of(each.at), without_addresses(each.text))
        for each in run.printed
        if each.stream == "out"
    )
    return Trace(tuple(spans), prints, run.elapsed, tuple(_tasks(run)))


def _calls(run: PlainRun) -> Iterator[TracedSpan]:
    for call in run.calls:
        end = run.elapsed if call.finished is None else call.finished
        if call.blocking or end == call.started:
            continue
        kind: WaitKind = "waiting" if call.cancelled is None else "cancelled"
        yield TracedSpan(call.origin.task, _places(call.origin.stack), call.started, end, kind, f"{call.function}()")


def _blocks(run: PlainRun) -> Iterator[TracedSpan]:
    for block in run.seen.blocked:
        kind: WaitKind = "computing" if block.kind == "burn" else "blocked"
        yield TracedSpan(
            block.origin.task,
            _places(block.origin.stack),
            seconds_of(block.start),
            seconds_of(block.end),
            kind,
            block.label,
        )


def _waits(run: PlainRun) -> Iterator[TracedSpan]:
    """Waits for something else than the world, whose calls the ledger tells more exactly."""
    for wait in run.seen.waits.over:
        kind = _KINDS.get(wait.waiting.kind)
        if kind is not None:
            label = "asyncio.sleep()" if kind == "own-sleep" else wait.waiting.label
            start, end = seconds_of(wait.start), seconds_of(wait.end)
            made_at = wait.waiting.made_at
            yield TracedSpan(wait.waiting.task, _places(wait.waiting.stack), start, end, kind, label, made_at)


def _tasks(run: PlainRun) -> Iterator[TracedTask]:
    """Each task that ever waited, in the order of its first wait."""
    waits = (wait.waiting for wait in sorted(run.seen.waits.over, key=lambda wait: wait.start))
    known = {waiting.task: TracedTask(waiting.task, waiting.maker, waiting.made_at) for waiting in waits}
    yield from known.values()


def _places(stack: tuple[Place, ...]) -> tuple[SourcePlace, ...]:
    return tuple(SourcePlace(place.function, place.line) for place in stack)
