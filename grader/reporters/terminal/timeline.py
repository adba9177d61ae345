"""A timeline in plain text: lanes below each other, on one axis that they share.

A moment `t` of an axis of `columns` columns stands at column `t / end * columns`, rounded. A span fills its columns up
to the one before its end, and its last column is the stop `┤`; so two spans that follow each other never overlap, and
one that starts where another ended stands exactly behind its stop.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from grader.model.safe_text import safe_line
from grader.model.timeline import Lane, Span, SpanKind, Timeline
from grader.model.units import number, seconds
from grader.reporters.in_words import MEANINGS
from grader.reporters.round_steps import round_steps
from grader.reporters.terminal.screen import UNICODE, Glyphs

MAX_LANES = 12
_MAX_NAME = 18
_MAX_DEPTH = 4
_COLOURS: dict[SpanKind, str] = {
    "waiting": "cyan",
    "computing": "blue",
    "blocked": "red",
    "queued": "dim",
    "cancelled": "dim",
    "own-sleep": "yellow",
}
_MIN_COLUMNS = 10
_LEAST_EVEN = 0.75  # of the room: a picture that is even is worth a smaller one
_LEAST_RHYTHM = 2 / 3  # all the more where prints show their rhythm


class Axis(msgspec.Struct, frozen=True):
    """Virtual seconds from 0 to `end` across `columns` columns."""

    end: float
    columns: int

    def column(self, moment: float) -> int:
        """The column of a moment; what lies outside the axis stands at its rim."""
        if self.end <= 0:
            return 0
        return max(0, min(self.columns, round(moment / self.end * self.columns)))


def draw_timeline(timeline: Timeline, width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    """The timeline alone, with its axis, in lines of at most `width` columns."""
    return draw_timelines([("", timeline)], width, glyphs)


def draw_timelines(titled: Sequence[tuple[str, Timeline]], width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    """Several timelines below each other on one axis, each with its title; lines of at most `width` columns."""
    gutter = _Gutter.of(titled, width, glyphs)
    room = width - gutter.width
    axis = _axis([timeline for _, timeline in titled], room)
    lines = [gutter.label("seconds") + _ticks(axis, room)]
    for title, timeline in titled:
        lines += _drawn(title, timeline, axis, gutter, glyphs)
    return [set_cell_size(line, width).rstrip() for line in lines]


def legend(timelines: Iterable[Timeline], glyphs: Glyphs = UNICODE) -> list[str]:
    """What the bars mean, for those that do not speak for themselves."""
    kinds = {span.kind for timeline in timelines for lane in timeline.lanes for span in lane.spans}
    signs = _bars(glyphs)
    return [f"{signs[kind] * 2} {MEANINGS[kind]}" for kind in MEANINGS if kind in kinds and kind != "waiting"]


def painted(line: str, column: int, glyphs: Glyphs) -> Text:
    """A line with its bars in the colours of their kinds, from a column on."""
    text = Text(line)
    colours = {sign: _COLOURS[kind] for kind, sign in _bars(glyphs).items()} | {glyphs.rhythm: _COLOURS["waiting"]}
    for place, sign in enumerate(line[column:], column):
        if sign in colours:
            text.stylize(colours[sign], place, place + 1)
    return text


def first_column(axis: str) -> int:
    """Where the axis begins, from its own line."""
    return axis.index("0")


class _Gutter(msgspec.Struct, frozen=True):
    """What stands left of the axis: the timeline's title and the lane's name, indented where lanes are nested."""

    room: int
    titles: int
    nested: bool
    glyphs: Glyphs

    @classmethod
    def of(cls, titled: Sequence[tuple[str, Timeline]], width: int, glyphs: Glyphs) -> "_Gutter":
        """Wide enough for each title beside its first lane, and for every other lane alone or beside where it hangs."""
        nested = any(lane.depth for _, timeline in titled for lane in timeline.lanes)
        titles = max(len(title) + bool(title) for title, _ in titled)
        needed = [len("seconds")]
        for title, timeline in titled:
            names = [cell_len(lane_name(lane, _MAX_NAME, glyphs)) for lane in timeline.lanes]
            if nested:
                depths = [min(lane.depth, _MAX_DEPTH) for lane in timeline.lanes]
                needed += [titles + 2 * depth + name for depth, name in zip(depths, names, strict=True)]
            else:
                needed += [len(title) + bool(title) + (names or [0])[0], *names]
        return cls(min(max(needed), max(width - _MIN_COLUMNS - 12, 8)), titles, nested, glyphs)

    @property
    def width(self) -> int:
        return 1 + self.room + 2

    def label(self, title: str, lane: Lane | None = None) -> str:
        """A title and a name in the room of this gutter."""
        if self.nested:
            before = title.ljust(self.titles) + "  " * min(lane.depth if lane else 0, _MAX_DEPTH)
            room = self.room - len(before)
        else:
            before = title
            room = self.room - len(title) - bool(title)
        name = lane_name(lane, min(_MAX_NAME, room), self.glyphs) if lane else ""
        gap = " " * (self.room - len(before) - cell_len(name))
        return f" {before}{name}{gap}  " if self.nested else f" {before}{gap}{name}  "


def lane_name(lane: Lane, room: int, glyphs: Glyphs) -> str:
    """What stands beside a lane, in so many columns; the number that tells it from its like is kept."""
    if lane.alike > 1:
        return set_cell_size(f"{glyphs.cut} {lane.alike} more", room).rstrip() if room > 0 else ""
    name = safe_line(lane.name)
    if cell_len(name) <= room:
        return name
    number = re.search(r"( \d+)?$", name)
    kept = f"{glyphs.cut}{number[0] if number else ''}"
    return set_cell_size(name, room - len(kept)) + kept if room > len(kept) else kept[: max(0, room)]


def _drawn(title: str, timeline: Timeline, axis: Axis, gutter: _Gutter, glyphs: Glyphs) -> Iterator[str]:
    for lane in timeline.lanes[:MAX_LANES]:
        yield gutter.label(title, lane) + draw_lane(lane, axis, glyphs)
        title = ""
    more = len(timeline.lanes) - MAX_LANES
    if more > 0:
        yield gutter.label(title) + f"and {more} more"


def draw_lane(lane: Lane, axis: Axis, glyphs: Glyphs = UNICODE) -> str:
    """What one task did, without its name."""
    cells = [" "] * (axis.columns + 1)
    bars = _bars(glyphs)
    if lane.marks:
        bars["waiting"] = glyphs.rhythm
    spans = sorted(lane.spans, key=lambda span: (span.start, span.end))
    # What says more than that a turn was waited for stands over it.
    for span in sorted(spans, key=lambda span: span.kind != "queued"):
        _fill(cells, span, axis, bars[span.kind])
    for span, following in zip_longest(spans, spans[1:]):
        _stop(cells, span, following, axis, glyphs)
    for mark in lane.marks:
        cells[axis.column(mark.at)] = glyphs.mark
    return "".join(cells).rstrip()


def _fill(cells: list[str], span: Span, axis: Axis, bar: str) -> None:
    start, end = axis.column(span.start), axis.column(span.end)
    for column in range(start, max(end, start + 1)):
        cells[column] = bar


def _stop(cells: list[str], span: Span, following: Span | None, axis: Axis, glyphs: Glyphs) -> None:
    """Mark where a span ends, unless it is too short to show more than itself."""
    start, last = axis.column(span.start), axis.column(span.end) - 1
    if last <= start:
        return
    if span.kind == "cancelled":
        cells[last] = glyphs.cancelled
    elif following is None or following.start > span.end:
        cells[last] = glyphs.end
    elif following.kind == span.kind and following.label != span.label:
        cells[last] = glyphs.joint


def _bars(glyphs: Glyphs) -> dict[SpanKind, str]:
    return {
        "waiting": glyphs.waiting,
        "computing": glyphs.computing,
        "blocked": glyphs.blocked,
        "queued": glyphs.queued,
        "cancelled": glyphs.waiting,
        "own-sleep": glyphs.own_sleep,
    }


def _last_moment(timeline: Timeline) -> float:
    ends = [span.end for lane in timeline.lanes for span in lane.spans]
    return max(timeline.end, *ends, *(mark.at for lane in timeline.lanes for mark in lane.marks), 0.0, 0.0)


def _axis(timelines: Sequence[Timeline], room: int) -> Axis:
    """An axis that gives equal stretches of time equal columns, where that does not cost too much of the room."""
    end = max(_last_moment(timeline) for timeline in timelines)
    # The end's own number may stand a little before it.
    columns = max(_MIN_COLUMNS, room - len(seconds(end)) // 2 - 1)
    even = columns // _beats(timelines, end) * _beats(timelines, end)
    has_rhythm = any(lane.marks for timeline in timelines for lane in timeline.lanes)
    return Axis(end, even if even >= (_LEAST_RHYTHM if has_rhythm else _LEAST_EVEN) * columns else columns)


def _beats(timelines: Sequence[Timeline], end: float) -> int:
    """How many times the longest beat that all moments keep fits into the axis."""
    spans = [span for timeline in timelines for lane in timeline.lanes for span in lane.spans]
    marks = [mark.at for timeline in timelines for lane in timeline.lanes for mark in lane.marks]
    moments = [end, *marks, *(moment for span in spans for moment in (span.start, span.end))]
    microseconds = [round(moment * 1_000_000) for moment in moments]
    return max(1, round(end * 1_000_000) // max(1, math.gcd(*microseconds)))


def _ticks(axis: Axis, room: int) -> str:
    """The axis itself: round numbers, each starting at its column, and the end with its unit."""
    if axis.end <= 0:
        return seconds(0)
    last = min(axis.column(axis.end), room - len(seconds(axis.end)))
    line = ""
    for moment in _round_moments(axis):
        column = axis.column(moment)
        if column >= len(line) + bool(line) * 2 and column + len(number(moment)) < last - 1:
            line = line.ljust(column) + number(moment)
    return line.ljust(last) + seconds(axis.end)


def _round_moments(axis: Axis) -> list[float]:
    """Multiples of the smallest round step that leaves room between the numbers."""
    wide_enough = (step for step in round_steps() if step / axis.end * axis.columns >= len(number(step)) + 5)
    step = next(wide_enough, axis.end)
    return [index * step for index in range(int(axis.end / step) + 1)]
