"""What shows nothing new is told as one, so that a thousand tasks and ten thousand spans stay a picture.

Lanes are alike that run one function at one depth and spend their time on the same things at the same lines. A few of
each are kept, fewer where there are many, and always the one that the run ended with.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from grader.model.timeline import Lane, Mark, Span

MOST_LANES = 12
MOST_SPANS = 300
"""Of a lane; what is too short to be seen apart is told as one from there on."""


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of one kind at one line that touch are one span."""
    in_order = sorted(spans, key=lambda span: span.start)
    return _grown(in_order, lambda one, other: one.what == other.what and one.end == other.start)


def thinned(lane: Lane, end: float) -> Lane:
    """A lane with no more spans and marks than a picture from 0 to `end` can show."""
    spans, marks = lane.spans, lane.marks
    if len(spans) > MOST_SPANS:
        spans = tuple(sorted(_closed(spans, end / MOST_SPANS), key=lambda span: span.start))
    if len(marks) > MOST_SPANS:
        marks = tuple(_apart(marks, end / MOST_SPANS))
    return Lane(lane.name, spans, marks, lane.depth, lane.alike)


def folded(lanes: Sequence[Lane], last: int | None) -> tuple[tuple[Lane, ...], list[int]]:
    """At most `MOST_LANES` rows, and for each lane its row; `last` is the lane that the run ended with."""
    firsts = list(range(len(lanes)))
    for most in (4, 3, 2, 1):
        if len(set(firsts)) > MOST_LANES:
            firsts = _folded_beyond(most, lanes, last)
    firsts = _cut(firsts, last)
    order = sorted(set(firsts))
    rows = tuple(_row([lane for lane, at in zip(lanes, firsts, strict=True) if at == first]) for first in order)
    position = {first: index for index, first in enumerate(order)}
    return rows, [position[first] for first in firsts]


def _folded_beyond(most: int, lanes: Sequence[Lane], last: int | None) -> list[int]:
    """For each lane the first of its row, where so many alike have rows of their own."""
    seen: dict[object, int] = {}
    folds: dict[object, int] = {}
    firsts = []
    for position, lane in enumerate(lanes):
        alike = (_function(lane), lane.depth, frozenset(span.what for span in lane.spans))
        seen[alike] = seen.get(alike, 0) + 1
        own = seen[alike] <= most or position == last
        firsts.append(position if own else folds.setdefault(alike, position))
    return firsts


def _cut(firsts: list[int], last: int | None) -> list[int]:
    """All rows that there is no room for as one."""
    order = sorted(set(firsts))
    if len(order) <= MOST_LANES:
        return firsts
    beyond = [first for first in order[MOST_LANES - 2 :] if first != last]
    return [beyond[0] if first in beyond else first for first in firsts]


def _row(lanes: Sequence[Lane]) -> Lane:
    if len(lanes) == 1:
        return lanes[0]
    functions = {_function(lane) for lane in lanes}
    return Lane(
        functions.pop() if len(functions) == 1 else "others",
        tuple(sorted(_covered(span for lane in lanes for span in lane.spans), key=lambda span: span.start)),
        tuple(sorted((mark for lane in lanes for mark in lane.marks), key=lambda mark: mark.at)),
        min(lane.depth for lane in lanes),
        sum(lane.alike for lane in lanes),
    )


def _function(lane: Lane) -> str:
    return re.sub(r" \d+$", "", lane.name)


def _covered(spans: Iterable[Span]) -> Iterator[Span]:
    """Where at least one span of each sort is."""
    by_sort = sorted(spans, key=lambda span: (*map(str, span.what), span.start))
    return _grown(by_sort, lambda one, other: one.what == other.what and other.start <= one.end)


def _closed(spans: Iterable[Span], cell: float) -> Iterator[Span]:
    """Short spans of one kind that no picture can tell apart as one."""
    by_kind = sorted(spans, key=lambda span: (span.kind, span.start))
    return _grown(by_kind, lambda one, other: one.kind == other.kind and other.end - one.start <= cell)


def _grown(spans: Iterable[Span], takes_in: Callable[[Span, Span], bool]) -> Iterator[Span]:
    """The spans, each with those that it takes in of the ones behind it."""
    current: Span | None = None
    for span in spans:
        if current is not None and takes_in(current, span):
            current = _over(current, span)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _over(one: Span, other: Span) -> Span:
    same = one.what == other.what
    label, line = (one.label, one.line) if same else ("", None)
    return Span(one.start, max(one.end, other.end), one.kind, label, line)


def _apart(marks: Iterable[Mark], cell: float) -> Iterator[Mark]:
    """The first mark of each place of a picture."""
    places = set()
    for mark in marks:
        place = int(mark.at / cell)
        if place not in places:
            places.add(place)
            yield mark
