"""What the judge saw of a run, as a trace."""

from collections.abc import Iterator

from grader.judge.observations import seconds_of
from grader.model.trace import SourcePlace, Trace, TracedPrint, TracedSpan, WaitKind
from grader.protocol.messages import Place
from grader.testing.plain_run import PlainRun


def trace_of(run: PlainRun) -> Trace:
    """The trace of a plain run."""
    spans = sorted((*_calls(run), *_blocks(run)), key=lambda span: (span.start, span.end))
    prints = tuple(
        TracedPrint(each.task, each.line, seconds_of(each.at), each.text)
        for each in run.printed
        if each.stream == "out"
    )
    return Trace(tuple(spans), prints, run.elapsed)


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


def _places(stack: tuple[Place, ...]) -> tuple[SourcePlace, ...]:
    return tuple(SourcePlace(place.function, place.line) for place in stack)
