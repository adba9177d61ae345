"""Which waits of the critical path had no need to come after one another.

The trace alone cannot tell: perhaps the second needed what the first brought. The ideal can. Where it has more waits of
one sort under way at once than the run had during a step of the path, the next step, a wait of that sort, could have
begun then, so far as the clock is concerned; for as long as there was room, and at most for as long as it took.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from grader.model.timeline import Overlap, Step, Timeline
from grader.model.trace import TracedSpan

_WAITS = ("waiting", "own-sleep", "blocked")


def overlaps(path: Sequence[Step], spans: Iterable[TracedSpan], ideal: Timeline) -> Iterator[Overlap]:
    """For each step that follows another and could have run beside it: how long."""
    mine: dict[str, list[tuple[float, float]]] = {}
    for traced in spans:
        if traced.kind in _WAITS:
            mine.setdefault(_sort(traced.kind, traced.label), []).append((traced.start, traced.end))
    possible = _Possible(ideal)
    for first, second in pairwise(_rounds(path, possible)):
        if first.end != second.start or not possible.beside(first.sort, second.sort):
            continue
        free = _free(first, mine.get(second.sort, ()), possible.most(second.sort))
        seconds = min(free, second.end - second.start)
        if seconds > 0:
            yield Overlap(first.last, second.first, round(seconds, 9))


class _Round(msgspec.Struct, frozen=True):
    """Steps in a row that are one wait to a learner, such as the pauses of a loop: the first and the last of them."""

    first: int
    last: int
    start: float
    end: float
    sort: str


def _rounds(path: Sequence[Step], possible: "_Possible") -> Iterator[_Round]:
    """The path in rounds; waits that the ideal has several of at once stay apart, since they could have overlapped."""
    for (sort, _), group in groupby(enumerate(path), key=lambda pair: _of_one_round(pair[0], pair[1], possible)):
        steps = list(group)
        (first, begin), (last, end) = steps[0], steps[-1]
        yield _Round(first, last, begin.span.start, end.span.end, sort)


def _of_one_round(position: int, step: Step, possible: "_Possible") -> tuple[str, object]:
    sort = _sort(step.span.kind, step.span.label)
    return sort, position if possible.beside(sort, sort) else (step.lane, step.span.what)


class _Possible:
    """How many waits of one sort, and which sorts, the ideal has under way at once."""

    def __init__(self, ideal: Timeline) -> None:
        self._spans: dict[str, list[tuple[float, float]]] = {}
        for lane in ideal.lanes:
            for span in lane.spans:
                self._spans.setdefault(_sort(span.kind, span.label), []).append((span.start, span.end))
        self._most = {sort: max(level for _, _, level in _levels(spans)) for sort, spans in self._spans.items()}

    def most(self, sort: str) -> int:
        return self._most.get(sort, 0)

    def beside(self, one: str, other: str) -> bool:
        """Whether both are ever under way at once."""
        if one == other:
            return self.most(one) > 1
        others = self._spans.get(other, ())
        return any(max(a, c) < min(b, d) for a, b in self._spans.get(one, ()) for c, d in others)


def _sort(kind: str, label: str) -> str:
    """What kind of wait it is to a learner: all sleeps are one, blocking or not, and all computing."""
    if kind == "computing" or label in {"time.sleep()", "asyncio.sleep()"}:
        return kind if kind == "computing" else "sleep"
    return label if kind in _WAITS else ""


def _free(step: _Round, spans: Iterable[tuple[float, float]], most: int) -> float:
    """For how long of a round fewer than so many of these were under way."""
    cut = [(max(start, step.start), min(end, step.end)) for start, end in spans]
    levels = _levels([(start, end) for start, end in cut if start < end])
    full = sum(end - start for start, end, level in levels if level >= most)
    return step.end - step.start - full if most else 0.0


def _levels(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, int]]:
    """From when to when how many are under way."""
    moments = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    level = 0
    for (moment, change), (following, _) in pairwise(moments):
        level += change
        yield moment, following, level
