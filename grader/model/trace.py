"""What a run spent its virtual time on, as far as the judge saw it: the raw material of timelines and diagnoses."""

from typing import Literal

import msgspec

WaitKind = Literal["waiting", "computing", "blocked", "cancelled", "queued", "own-sleep", "joining"]


class SourcePlace(msgspec.Struct, frozen=True):
    """A line of the learner's file and the function it stands in."""

    function: str
    line: int


class TracedSpan(msgspec.Struct, frozen=True):
    """One stretch of a task: from the outermost of its lines to the innermost, and what it spent the time on.

    `joining` is waiting for another task of the submission, which `label` names, or the first of several; `made_at` is
    the line that made the task whose stretch this is.
    """

    task: str
    stack: tuple[SourcePlace, ...]
    start: float
    end: float
    kind: WaitKind
    label: str
    made_at: int | None = None

    @property
    def line(self) -> int | None:
        """The learner's line closest to the wait."""
        return self.stack[-1].line if self.stack else None


class TracedTask(msgspec.Struct, frozen=True):
    """A task of a run: which task made it, empty where none did, at which line, and what it spent time on.

    `function` is the learner's function that it runs, empty where it runs none of theirs.
    """

    name: str
    maker: str
    made_at: int | None
    function: str = ""
    waits: tuple[TracedSpan, ...] = ()


class TracedPrint(msgspec.Struct, frozen=True):
    """A line that a task printed."""

    task: str
    line: int | None
    at: float
    text: str


class TracedCall(msgspec.Struct, frozen=True):
    """A call that the world got; `end` is open while it waits.

    `made_at` is the line that made the task it came from.
    """

    function: str
    arguments: str
    task: str
    stack: tuple[SourcePlace, ...]
    made_at: int | None
    start: float
    end: float | None
    cancelled: bool = False
    blocking: bool = False
    error: str | None = None

    @property
    def line(self) -> int | None:
        """The learner's line closest to the call: where it stands, or where the task was made that is this call."""
        return self.stack[-1].line if self.stack else self.made_at


class StuckTask(msgspec.Struct, frozen=True):
    """A task that could not go on: what it runs, where it was made, and at which of the learner's lines it waits."""

    name: str
    function: str
    made_at: int | None
    stack: tuple[SourcePlace, ...]

    @property
    def line(self) -> int | None:
        """The learner's line closest to the wait."""
        return self.stack[-1].line if self.stack else None


class Trace(msgspec.Struct, frozen=True):
    """One run, in virtual seconds from 0 to `end`."""

    spans: tuple[TracedSpan, ...]
    prints: tuple[TracedPrint, ...]
    end: float
    calls: tuple[TracedCall, ...] = ()
    tasks: tuple[TracedTask, ...] = ()
