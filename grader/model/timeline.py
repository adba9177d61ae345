"""Lanes and spans: where the virtual time of a run went."""

from typing import Literal

import msgspec

SpanKind = Literal["waiting", "computing", "blocked", "queued", "cancelled", "own-sleep"]


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stretch of virtual time in a lane; `line` is a line of the learner's file where it is known."""

    start: float
    end: float
    kind: SpanKind
    label: str
    line: int | None = None

    @property
    def what(self) -> tuple[SpanKind, str, int | None]:
        """What the time was spent on, and at which line."""
        return self.kind, self.label, self.line


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened at one instant of a lane: a printed line."""

    at: float
    label: str
    line: int | None = None


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one task did, named as the learner would name it.

    `depth` says how many of the lanes before it, each a step less deep, it was spawned in. A lane with `alike` above
    one stands for that many which show nothing new: its spans cover theirs.
    """

    name: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    depth: int = 0
    alike: int = 1


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the critical path: the span that the total time waited for, and its lane by position."""

    lane: int
    span: Span


class Overlap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of two steps of the path, by position, the second could have run beside the first, for `seconds`."""

    first: int
    second: int
    seconds: float


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run from 0 to `end`, in virtual seconds.

    `path` is the critical path in the order of time: what the end of the run waited for. `overlaps` says which of its
    waits had no need to come after one another, where something better is known to be possible.
    """

    lanes: tuple[Lane, ...] = ()
    end: float = 0.0
    path: tuple[Step, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
