"""Small programs with one mistake, each with an arrow at the line that is its cause."""

import textwrap
from typing import Any

from grader.explain.case import Case, Diagnosis
from grader.explain.diagnoses import decisive
from grader.model.trace import SourcePlace, StuckTask, Trace, TracedCall, TracedPrint, TracedSpan, WaitKind
from grader.model.verdict import Verdict

ARROW = "  # <-"


def said(verdict: Verdict, program: str, fact: str = "", line: int | None = None, **known: Any) -> Diagnosis:
    """What is said of a program without its arrows; it has to be something, at the arrow."""
    source = textwrap.dedent(program).strip("\n")
    arrows = [number for number, text in enumerate(source.splitlines(), 1) if text.endswith(ARROW)]
    bare = source.replace(ARROW, "")
    trace = known.pop("trace", None)
    diagnosis = decisive(Case(verdict, fact, line, "main", trace, bare, **known))
    assert diagnosis is not None
    assert [diagnosis.line] == arrows
    return diagnosis


def nothing_said(verdict: Verdict, program: str, fact: str = "", line: int | None = None, **known: Any) -> bool:
    """Whether no diagnosis speaks of a program."""
    trace = known.pop("trace", None)
    source = textwrap.dedent(program).strip("\n")
    return decisive(Case(verdict, fact, line, "main", trace, source, **known)) is None


def stretch(
    start: float,
    end: float,
    *lines: int,
    kind: WaitKind = "waiting",
    label: str = "ask()",
    task: str = "main",
    **more: Any,
) -> TracedSpan:
    """A stretch at lines of `main`, or of what it calls."""
    names = ["main", *(f"inner_{depth}" for depth in range(1, len(lines)))]
    stack = tuple(SourcePlace(name, line) for name, line in zip(names, lines, strict=False))
    return TracedSpan(task, more.pop("stack", stack), start, end, kind, label, more.pop("made_at", None))


def run(*spans: TracedSpan, prints: tuple[TracedPrint, ...] = (), calls: tuple[TracedCall, ...] = ()) -> Trace:
    """A run of these stretches."""
    return Trace(spans, prints, max((span.end for span in spans), default=0.0), calls)


def call(function: str, arguments: str = "", line: int | None = None, **more: Any) -> TracedCall:
    """A call of the world, from a line of `main`."""
    stack = (SourcePlace("main", line),) if line else ()
    made_at, error = more.pop("made_at", None), more.pop("error", None)
    return TracedCall(function, arguments, "main", stack, made_at, 0.0, 1.0, error=error, **more)


def stuck(function: str, line: int, made_at: int | None = None) -> StuckTask:
    """A task that waits at a line for ever."""
    return StuckTask(function, function, made_at, (SourcePlace(function, line),))
