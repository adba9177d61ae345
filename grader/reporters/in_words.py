"""A timeline in sentences, for those who hear a page or read a log.

What a picture says by place, a sentence says in order: who, what, from when to when, at which line. Stretches that
repeat are told once, with their number.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from grader.model.timeline import Lane, Mark, Span, SpanKind, Timeline
from grader.model.units import count, seconds
from grader.reporters.safe_text import safe_line

MEANINGS: dict[SpanKind, str] = {
    "waiting": "waiting",
    "computing": "computing",
    "blocked": "blocking the loop",
    "queued": "ready, not running yet",
    "cancelled": "cancelled",
    "own-sleep": "your own sleep",
}
"""What a bar of each kind is called in a legend."""

_VERBS: dict[SpanKind, tuple[str, str]] = {
    "waiting": ("waits", "waits for {}"),
    "computing": ("computes", "computes in {}"),
    "blocked": ("blocks the thread", "blocks the thread with {}"),
    "queued": ("is ready and not running yet", "is ready and not running yet, for {}"),
    "cancelled": ("waits until it is cancelled", "waits for {} until it is cancelled"),
    "own-sleep": ("sleeps of its own accord", "sleeps of its own accord in {}"),
}
_MOST_STRETCHES = 6
_MOST_PRINTS = 2
_MOST_LANES = 12


def timeline_sentences(timeline: Timeline) -> list[str]:
    """A sentence for each lane, in the order of the picture."""
    sentences = [lane_sentence(lane) for lane in timeline.lanes[:_MOST_LANES]]
    more = len(timeline.lanes) - _MOST_LANES
    return [*sentences, f"There are {more} more."] if more > 0 else sentences


def lane_sentence(lane: Lane) -> str:
    """All that one lane shows."""
    spans = sorted(lane.spans, key=lambda span: (span.start, span.end))
    parts = [*_stretches(spans), *_prints(lane.marks)]
    return f"{safe_line(lane.name, 80)} {'; '.join(parts) or 'takes no time'}."


def what_and_where(name: str, span: Span) -> str:
    """One stretch by itself."""
    return f"{safe_line(name, 80)} {_stretch([span])}"


def print_and_moment(name: str, mark: Mark) -> str:
    """One printed line by itself."""
    return f"{safe_line(name, 80)} {_print(mark)}{_at_line(mark.line)}"


def _stretches(spans: Sequence[Span]) -> Iterator[str]:
    groups = [list(group) for _, group in groupby(spans, key=lambda span: (span.kind, span.label, span.line))]
    yield from map(_stretch, groups[:_MOST_STRETCHES])
    if len(groups) > _MOST_STRETCHES:
        yield f"and so on, {count(len(spans), 'stretch', 'stretches')} in all, until {seconds(spans[-1].end)}"


def _stretch(spans: Sequence[Span]) -> str:
    first, last = spans[0], spans[-1]
    bare, with_label = _VERBS[first.kind]
    what = with_label.format(safe_line(first.label, 80)) if first.label else bare
    times = f" {len(spans)} times" if len(spans) > 1 else ""
    return f"{what}{times} from {seconds(first.start)} to {seconds(last.end)}{_at_line(first.line)}"


def _prints(marks: Sequence[Mark]) -> Iterator[str]:
    if 0 < len(marks) <= _MOST_PRINTS:
        yield from map(_print, marks)
    elif marks:
        first, last = marks[0].at, marks[-1].at
        yield f"prints {len(marks)} lines, the first at {seconds(first)}, the last at {seconds(last)}"


def _print(mark: Mark) -> str:
    return f'prints "{safe_line(mark.label, 80)}" at {seconds(mark.at)}'


def _at_line(line: int | None) -> str:
    return f", line {line}" if line is not None else ""
