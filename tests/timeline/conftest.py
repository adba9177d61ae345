"""Traces and timelines in short."""

from grader.model.timeline import Timeline
from grader.model.trace import SourcePlace, Trace, TracedPrint, TracedSpan, TracedTask, WaitKind
from grader.timeline import build_timeline

SOURCE = """\
async def fetch():
    await download()
    print("here")


async def main():
    await fetch()
    await fetch()
"""


def span(
    start: float,
    end: float,
    *stack: tuple[str, int],
    task: str = "main",
    kind: WaitKind = "waiting",
    label: str = "download()",
) -> TracedSpan:
    """A wait of `download()`, from these lines."""
    return TracedSpan(task, tuple(SourcePlace(*place) for place in stack), start, end, kind, label)


def made(task: str, maker: str = "main", made_at: int | None = None) -> TracedTask:
    """A task of a task."""
    return TracedTask(task, maker, made_at)


def trace(*spans: TracedSpan, end: float = 9.0, tasks: tuple[TracedTask, ...] = ()) -> Trace:
    """A trace without prints."""
    return Trace(spans, (), end, tasks=tasks)


def built(
    *spans: TracedSpan,
    prints: tuple[TracedPrint, ...] = (),
    end: float = 9.0,
    tasks: tuple[TracedTask, ...] = (),
    ideal: Timeline | None = None,
) -> Timeline:
    """The timeline of a trace of `SOURCE`."""
    return build_timeline(Trace(spans, prints, end, tasks=tasks), SOURCE, "main", ideal)
