"""A timeline in sentences, for those who hear a page or read a log.

What a picture says by place, a sentence says in order: who, what, from when to when, at which line. Stretches that
repeat are told once, with their number.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from grader.model.safe_text import safe_line
from grader.model.timeline import Lane, Mark, Overlap, Span, SpanKind, Step, Timeline
from grader.model.units import count, seconds

MEANINGS: dict[SpanKind, str] = {
    "waiting": "waiting",
    "computing": "computing",
    "blocked": "blocking the loop",
    "queued": "waiting for its turn",
    "cancelled": "cancelled",
    "own-sleep": "your own sleep",
}
"""What a bar of each kind is called in a legend."""

_VERBS: dict[SpanKind, tuple[str, str]] = {
    "waiting": ("waits", "waits for {}"),
    "computing": ("computes", "computes in {}"),
    "blocked": ("blocks the thread", "blocks the thread with {}"),
    "queued": ("waits for its turn", "waits for its turn at {}"),
    "cancelled": ("waits until it is cancelled", "waits for {} until it is cancelled"),
    "own-sleep": ("sleeps of its own accord", "sleeps of its own accord in {}"),
}
_MOST_STRETCHES = 6
_MOST_PRINTS = 2
_MOST_LANES = 12
_MOST_STEPS = 8
_MOST_OVERLAPS = 3


def timeline_sentences(timeline: Timeline) -> list[str]:
    """A sentence for each lane, in the order of the picture."""
    shown = timeline.lanes[:_MOST_LANES]
    sentences = [lane_sentence(lane, maker) for lane, maker in zip(shown, _makers(shown), strict=True)]
    more = len(timeline.lanes) - _MOST_LANES
    return [*sentences, f"There are {more} more."] if more > 0 else sentences


def lane_sentence(lane: Lane, maker: str = "") -> str:
    """All that one lane shows; `maker` is the lane that it hangs below."""
    if lane.alike > 1:
        return f"{lane_title(lane)}, {_from_to(lane)}."
    spans = sorted(lane.spans, key=lambda span: (span.start, span.end))
    parts = [*_stretches(lane.name, spans), *_prints(lane.marks)]
    whose = f", made by {safe_line(maker, 80)}," if maker else ""
    return f"{safe_line(lane.name, 80)}{whose} {'; '.join(parts) or 'takes no time'}."


def _makers(lanes: Iterable[Lane]) -> Iterator[str]:
    """For each lane the last one before it that is less deep."""
    above: list[str] = []
    for lane in lanes:
        del above[lane.depth :]
        yield above[-1] if above and lane.depth else ""
        above.append(lane.name)


def path_sentences(timeline: Timeline) -> list[str]:
    """What the total waited for, in the order of time, and what of it could have overlapped."""
    if not timeline.path:
        return []
    runs = [list(run) for _, run in groupby(timeline.path, key=_same_step)]
    parts = [_step_words(timeline, run) for run in runs[:_MOST_STEPS]]
    rest = f"; and so on, {count(len(timeline.path), 'stretch', 'stretches')} in all" if len(runs) > _MOST_STEPS else ""
    said = f"What decided the {seconds(timeline.end)}: {'; then '.join(parts)}{rest}."
    return [said, *_overlap_sentences(timeline)]


def _same_step(step: Step) -> tuple[int, SpanKind, str, int | None]:
    return step.lane, *step.span.what


def _step_words(timeline: Timeline, run: Sequence[Step]) -> str:
    first, last = run[0].span, run[-1].span
    label = label_beside(timeline.lanes[run[0].lane].name, first)
    name = lane_title(timeline.lanes[run[0].lane])
    subject = f"{safe_line(label, 80)} in {name}" if label else name
    times = f" {len(run)} times" if len(run) > 1 else ""
    return f"{subject}{times} from {seconds(first.start)} to {seconds(last.end)}{_at_line(first.line)}"


def _overlap_sentences(timeline: Timeline) -> Iterator[str]:
    """A sentence for each two places of the file, however often they came after one another."""

    def places(overlap: Overlap) -> tuple[str, str]:
        return _place(timeline, overlap.first), _place(timeline, overlap.second)

    pairs: dict[tuple[str, str], float] = {}
    for overlap in timeline.overlaps:
        pairs[places(overlap)] = pairs.get(places(overlap), 0.0) + overlap.seconds
    for (first, second), saved in list(pairs.items())[:_MOST_OVERLAPS]:
        while_what = "several at a time" if first == second else f"during {first}"
        yield f"{second} could have been under way {while_what}, for {seconds(round(saved, 9))}."


def _place(timeline: Timeline, position: int) -> str:
    step = timeline.path[position]
    subject = safe_line(step.span.label or timeline.lanes[step.lane].name, 80)
    return f"{subject} in line {step.span.line}" if step.span.line is not None else subject


def lane_title(lane: Lane) -> str:
    """What a lane is called; one that stands for several is called by their number."""
    if lane.alike == 1:
        return safe_line(lane.name, 80)
    return f"{lane.alike} others" if lane.name == "others" else f"{lane.alike} more like {safe_line(lane.name, 80)}"


def _from_to(lane: Lane) -> str:
    moments = [*(span.start for span in lane.spans), *(mark.at for mark in lane.marks)]
    ends = [*(span.end for span in lane.spans), *(mark.at for mark in lane.marks)]
    return f"from {seconds(min(moments))} to {seconds(max(ends))}" if moments else "which take no time"


def what_and_where(name: str, *spans: Span) -> str:
    """One stretch by itself, or several of one sort."""
    return f"{safe_line(name, 80)} {_stretch(name, spans)}"


def print_and_moment(name: str, mark: Mark) -> str:
    """One printed line by itself."""
    return f"{safe_line(name, 80)} {_print(mark)}{_at_line(mark.line)}"


def label_beside(name: str, span: Span) -> str:
    """What a span was spent on, unless that is the lane itself; lanes of one function are told apart by a number."""
    return "" if span.label.removesuffix("()") == name.rstrip(" 0123456789") else span.label


def _stretches(name: str, spans: Sequence[Span]) -> Iterator[str]:
    groups = [list(group) for _, group in groupby(spans, key=lambda span: span.what)]
    yield from (_stretch(name, group) for group in groups[:_MOST_STRETCHES])
    if len(groups) > _MOST_STRETCHES:
        yield f"and so on, {count(len(spans), 'stretch', 'stretches')} in all, until {seconds(spans[-1].end)}"


def _stretch(name: str, spans: Sequence[Span]) -> str:
    """Several of one kind; what they were spent on and where is only said where it is the same for all."""
    first, last = spans[0], spans[-1]
    one_sort = len({span.what for span in spans}) == 1
    bare, with_label = _VERBS[first.kind]
    label = label_beside(name, first) if one_sort else ""
    verb = with_label.format(safe_line(label, 80)) if label else bare
    times = f" {len(spans)} times" if len(spans) > 1 else ""
    return (
        f"{verb}{times} from {seconds(first.start)} to {seconds(last.end)}{_at_line(first.line if one_sort else None)}"
    )


def _prints(marks: Sequence[Mark]) -> Iterator[str]:
    if 0 < len(marks) <= _MOST_PRINTS:
        yield from map(_print, marks)
    elif marks:
        first, last = marks[0].at, marks[-1].at
        yield f"prints {len(marks)} lines, the first at {seconds(first)}, the last at {seconds(last)}"


def _print(mark: Mark) -> str:
    text = f'"{safe_line(mark.label, 80)}"' if mark.label else "a line"
    return f"prints {text} at {seconds(mark.at)}"


def _at_line(line: int | None) -> str:
    return f", line {line}" if line is not None else ""
