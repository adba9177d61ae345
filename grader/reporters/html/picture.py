"""A timeline as places: percent of one axis across, pixels down.

All lanes of a picture, yours and the possible ones, share the axis from 0 to the last moment of any. Across, places
are percent, so that a picture is as wide as its page; down, they are pixels, so that a lane and its name beside it stay
level, and letters keep their size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from grader.model.report import ExerciseResult
from grader.model.safe_text import safe_line
from grader.model.timeline import Lane, Span, SpanKind, Step, Timeline
from grader.model.units import seconds
from grader.model.verdict import Verdict
from grader.reporters.html.axis import Axis, Tick, ticks_of
from grader.reporters.in_words import (
    MEANINGS,
    label_beside,
    lane_title,
    path_sentences,
    print_and_moment,
    timeline_sentences,
    what_and_where,
)

AXIS_HEIGHT = 24
TITLE_HEIGHT = 28
LANE_HEIGHT = 30
READOUT_HEIGHT = 22

_MOST_LANES = 40
_MOST_STOPS = 24  # keys to press before the picture is behind one
_FINENESS = (1 / 500, 1 / 200, 1 / 100, 1 / 50)  # of the axis: what lies closer together is one thing to the eye
_MOST_SHAPES = 400
_DEEPEST = 4
_LETTER, _NARROW, _WIDE = 6.7, 210, 520  # pixels: a letter, and a picture's width on a phone and on a desk


@dataclass(frozen=True)
class Row:
    """What stands beside a lane, or above several as their title."""

    name: str
    height: int
    is_title: bool = False
    depth: int = 0
    is_fold: bool = False


@dataclass(frozen=True)
class Bar:
    """A span of a lane."""

    kind: SpanKind
    left: str
    width: str
    right: str
    top: int
    says: str
    label: str
    needs_room: bool
    is_stop: bool


@dataclass(frozen=True)
class Stretch:
    """A part of the critical path in one lane, and where it came from: the place of the lane before, if another."""

    left: str
    right: str
    top: int
    came_from: int | None


@dataclass(frozen=True)
class Dot:
    """A printed line."""

    left: str
    top: int
    says: str


@dataclass(frozen=True)
class Gap:
    """What lies between the time it took and the time it can take."""

    left: str
    width: str
    goal: str
    top: int
    height: int
    says: str


@dataclass(frozen=True)
class Words:
    """One timeline in sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A timeline with everything in its place."""

    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    path: tuple[Stretch, ...]
    gap: Gap | None
    height: int
    legend: tuple[tuple[str, str], ...]
    has_dots: bool
    is_nested: bool
    path_words: tuple[str, ...]
    words: tuple[Words, ...]


def picture_of(result: ExerciseResult) -> Picture | None:
    """The picture of an exercise; none where nothing ran."""
    if result.timeline is None or not result.timeline.lanes:
        return None
    titled = [("yours", result.timeline)]
    if result.ideal is not None and result.verdict is not Verdict.PASSED:
        titled.append(("possible", result.ideal))
    axis = Axis(max([result.target, *(_last_moment(timeline) for _, timeline in titled)]))
    return _drawn(titled, axis, result)


def _drawn(titled: Sequence[tuple[str, Timeline]], axis: Axis, result: ExerciseResult) -> Picture:
    rows: list[Row] = []
    tops: list[tuple[Lane, int]] = []
    for title, timeline in titled:
        rows.append(Row(f"{title}, {seconds(timeline.end)}", TITLE_HEIGHT, is_title=True))
        for lane in timeline.lanes[:_MOST_LANES]:
            tops.append((lane, AXIS_HEIGHT + sum(row.height for row in rows)))
            name = f"… {lane_title(lane)}" if lane.alike > 1 else lane_title(lane)
            rows.append(Row(name, LANE_HEIGHT, depth=min(lane.depth, _DEEPEST), is_fold=lane.alike > 1))
        if len(timeline.lanes) > _MOST_LANES:
            rows.append(Row(f"and {len(timeline.lanes) - _MOST_LANES} more", LANE_HEIGHT))
    finest = _fineness([lane for lane, _ in tops], axis)
    mine = min(len(titled[0][1].lanes), _MOST_LANES)
    path = [step for step in titled[0][1].path if step.lane < mine]
    critical = [[step.span for step in path if step.lane == place] for place in range(len(tops))]
    bars = [
        bar for (lane, top), steps in zip(tops, critical, strict=True) for bar in _bars(lane, axis, top, finest, steps)
    ]
    dots = [dot for lane, top in tops for dot in _dots(lane, axis, top, finest)]
    yours = titled[0][1]
    is_slow = result.elapsed is not None and result.elapsed > result.target
    return Picture(
        rows=tuple(rows),
        bars=tuple(_with_few_stops(bars)),
        dots=tuple(dots),
        ticks=ticks_of(axis),
        path=tuple(_path(path, axis, [top for _, top in tops])),
        gap=_gap(result, axis, mine),
        height=AXIS_HEIGHT + sum(row.height for row in rows) + READOUT_HEIGHT,
        legend=_legend(bars),
        has_dots=bool(dots),
        is_nested=any(row.depth for row in rows),
        path_words=tuple(path_sentences(yours)) if is_slow else (),
        words=tuple(_words(title, timeline, with_path=not is_slow) for title, timeline in titled),
    )


def _fineness(lanes: Sequence[Lane], axis: Axis) -> float:
    """How fine the bars and dots of all lanes can be drawn so that a page stays light."""
    for finest in _FINENESS[:-1]:
        bars = sum(len(_apart(lane.spans, axis, finest)) for lane in lanes)
        dots = sum(len({round(axis.part(mark.at) / finest) for mark in lane.marks}) for lane in lanes)
        if bars + dots <= _MOST_SHAPES:
            return finest
    return _FINENESS[-1]


def _bars(lane: Lane, axis: Axis, top: int, finest: float, steps: Sequence[Span]) -> Iterator[Bar]:
    """The bars of a lane, of which `steps` are on the critical path."""
    before = None
    for spans in _apart(lane.spans, axis, finest):
        span, end = spans[0], spans[-1].end
        width = axis.part(end) - axis.part(span.start)
        label = safe_line(label_beside(lane.name, span), 40)
        needs = len(label) * _LETTER + 12
        yield Bar(
            kind=span.kind,
            left=axis.percent(span.start),
            width=axis.between(span.start, end),
            right=axis.percent(end),
            top=top,
            says=what_and_where(lane_title(lane), *spans) + _on_the_path(steps, span, end),
            label=label if needs <= width * _WIDE and not (lane.alike > 1 and span.kind == "queued") else "",
            needs_room=needs > width * _NARROW,
            is_stop=before is None or before.what != span.what,
        )
        before = span


def _on_the_path(steps: Sequence[Span], span: Span, end: float) -> str:
    on_it = any(step.kind == span.kind and span.start <= step.start and step.end <= end for step in steps)
    return "; the total waited for it" if on_it else ""


def _path(path: Iterable[Step], axis: Axis, tops: Sequence[int]) -> Iterator[Stretch]:
    """The critical path, with what goes on in one lane as one stretch."""
    before: int | None = None
    for lane, steps in groupby(path, key=lambda step: step.lane):
        spans = [step.span for step in steps]
        yield Stretch(axis.percent(spans[0].start), axis.percent(spans[-1].end), tops[lane], before)
        before = tops[lane]


def _with_few_stops(bars: Sequence[Bar]) -> Iterator[Bar]:
    """A crowded picture is left to the pointer: the words below it have all that it shows."""
    too_many = sum(bar.is_stop for bar in bars) > _MOST_STOPS
    yield from (replace(bar, is_stop=False) for bar in bars) if too_many else bars


def _apart(spans: Iterable[Span], axis: Axis, finest: float) -> list[list[Span]]:
    """The spans, with those of one sort together that are too short and too near to be seen apart.

    In a crowd a sort is a kind. What says more is drawn over what says only that a turn was waited for.
    """
    in_a_crowd = finest > _FINENESS[1]
    open_groups: dict[object, list[Span]] = {}
    groups: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.kind != "queued", span.start, span.end)):
        sort = span.kind if in_a_crowd else span.what
        group = open_groups.get(sort)
        if group and _is_fine(group[-1], axis, finest) and _is_near(group[-1], span, axis, finest):
            group.append(span)
        else:
            open_groups[sort] = [span]
            groups.append(open_groups[sort])
    return groups


def _is_fine(span: Span, axis: Axis, finest: float) -> bool:
    return axis.part(span.end) - axis.part(span.start) <= 2 * finest


def _is_near(one: Span, other: Span, axis: Axis, finest: float) -> bool:
    return axis.part(other.start) - axis.part(one.end) <= finest and _is_fine(other, axis, finest)


def _dots(lane: Lane, axis: Axis, top: int, finest: float) -> Iterator[Dot]:
    """A dot for each place; lines printed at one place share it."""
    places: dict[int, list[str]] = {}
    moments: dict[int, float] = {}
    for mark in lane.marks:
        place = round(axis.part(mark.at) / finest)
        moments.setdefault(place, mark.at)
        places.setdefault(place, []).append(print_and_moment(lane.name, mark))
    for place, says in places.items():
        more = f", and {len(says) - 1} more" if len(says) > 1 else ""
        yield Dot(axis.percent(moments[place]), top, says[0] + more)


def _gap(result: ExerciseResult, axis: Axis, lanes: int) -> Gap | None:
    """Only where the time that it took is what is wrong."""
    if result.elapsed is None or result.elapsed == result.target:
        return None
    early, late = sorted((result.elapsed, result.target))
    saved = result.elapsed > result.target
    return Gap(
        left=axis.percent(early),
        width=axis.between(early, late),
        goal=axis.percent(result.target),
        top=AXIS_HEIGHT,
        height=TITLE_HEIGHT + lanes * LANE_HEIGHT,
        says=f"{seconds(round(late - early, 9))} {'to save' if saved else 'missing'}",
    )


def _legend(bars: Iterable[Bar]) -> tuple[tuple[str, str], ...]:
    kinds = {bar.kind for bar in bars}
    return tuple((kind, meaning) for kind, meaning in MEANINGS.items() if kind in kinds)


def _words(title: str, timeline: Timeline, *, with_path: bool) -> Words:
    path = path_sentences(timeline) if with_path else []
    return Words(f"{title}, {seconds(timeline.end)}".capitalize(), (*timeline_sentences(timeline), *path))


def _last_moment(timeline: Timeline) -> float:
    ends = [span.end for lane in timeline.lanes for span in lane.spans]
    return max([timeline.end, *ends, *(mark.at for lane in timeline.lanes for mark in lane.marks)])
