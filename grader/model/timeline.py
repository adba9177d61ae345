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


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened at one instant of a lane: a printed line."""

    at: float
    label: str
    line: int | None = None


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one task did, named as the learner would name it."""

    name: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run from 0 to `end`, in virtual seconds."""

    lanes: tuple[Lane, ...] = ()
    end: float = 0.0
