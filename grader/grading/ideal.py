"""The reference's timeline without its code: `ideal.json` beside the exercise."""

from pathlib import Path
from typing import Any

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
    content = Ideal(FORMAT, Timeline(tuple(map(_bare_lane, timeline.lanes)), timeline.end))
    plain = _without_defaults(msgspec.to_builtins(content))
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def _bare_lane(lane: Lane) -> Lane:
    return Lane(lane.name, tuple(map(_bare_span, lane.spans)), _bare_marks(lane), lane.depth, lane.alike)


def _bare_span(span: Span) -> Span:
    return Span(span.start, span.end, span.kind, span.label)


def _without_defaults(plain: Any) -> Any:
    """An ideal shows no path, and most of its lanes are neither nested nor folded: then the file need not say so."""
    timeline = plain["timeline"]
    del timeline["path"], timeline["overlaps"]
    for lane in timeline["lanes"]:
        for name, default in (("depth", 0), ("alike", 1)):
            if lane[name] == default:
                del lane[name]
    return plain


def _bare_marks(lane: Lane) -> tuple[Mark, ...]:
    return tuple(Mark(mark.at, "") for mark in lane.marks)
