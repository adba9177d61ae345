"""The reference's timeline without its code: `ideal.json` beside the exercise."""

from pathlib import Path

import msgspec

from grader.model.timeline import Lane, Mark, Span, Timeline

FORMAT = 1


class Ideal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's content."""

    format: int
    timeline: Timeline


def load_ideal(path: Path) -> Timeline | None:
    """The timeline of the reference, `None` where none was kept or it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ideal).timeline
    except (OSError, msgspec.MsgspecError):
        return None


def ideal_bytes(timeline: Timeline) -> bytes:
    """The file's content for a timeline of the reference, without its lines and its prints' text."""
    lanes = tuple(Lane(lane.name, tuple(map(_bare_span, lane.spans)), _bare_marks(lane)) for lane in timeline.lanes)
    content = msgspec.json.encode(Ideal(FORMAT, Timeline(lanes, timeline.end)))
    return msgspec.json.format(content, indent=2) + b"\n"


def _bare_span(span: Span) -> Span:
    return Span(span.start, span.end, span.kind, span.label)


def _bare_marks(lane: Lane) -> tuple[Mark, ...]:
    return tuple(Mark(mark.at, "") for mark in lane.marks)
