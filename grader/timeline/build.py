"""The timeline of a trace: lanes, the critical path through them, and what of it could have overlapped."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from grader.model.timeline import Lane, Step, Timeline
from grader.model.trace import Trace
from grader.timeline.critical import critical_path
from grader.timeline.folding import folded, joined, thinned
from grader.timeline.lanes import LaneOfTask, key_of, lanes_of, span_of
from grader.timeline.overlap import overlaps

_MOST_STEPS = 100


def build_timeline(trace: Trace, source: str, entry: str, ideal: Timeline | None = None) -> Timeline:
    """The timeline of a trace.

    `source` is the learner's file, `entry` the function that the grader called, after which its task is named, and
    `ideal` what is known to be possible.
    """
    found = lanes_of(trace, source, entry)
    walked = [(key_of(span, entry), span) for span in critical_path(trace, entry)]
    places = {lane.key: place for place, lane in enumerate(found)}
    last = places.get(walked[-1][0]) if walked else None
    rows, row_of = folded([_lane(lane) for lane in found], last)
    rows_by_key = {key: row_of[place] for key, place in places.items()}
    made_at = {task.name: task.made_at for task in trace.tasks}
    path = tuple(_fewer([Step(rows_by_key[key], span_of(span, made_at)) for key, span in walked if key in rows_by_key]))
    too_slow = ideal is not None and trace.end > ideal.end
    return Timeline(
        tuple(thinned(row, trace.end) for row in rows),
        trace.end,
        path,
        tuple(overlaps(path, trace.spans, ideal)) if ideal is not None and too_slow else (),
    )


def _lane(lane: LaneOfTask) -> Lane:
    return Lane(lane.name, tuple(joined(lane.spans)), tuple(lane.marks), lane.depth)


def _fewer(steps: Sequence[Step]) -> Sequence[Step]:
    """Of very many steps those that matter most, in the order of time."""
    if len(steps) <= _MOST_STEPS:
        return steps
    longest = sorted(_runs(steps), key=lambda step: step.span.start - step.span.end)
    return sorted(longest[:_MOST_STEPS], key=lambda step: step.span.start)


def _runs(steps: Iterable[Step]) -> Iterator[Step]:
    """What is one span of a row as one step."""
    for lane, of_lane in groupby(steps, key=lambda step: step.lane):
        yield from (Step(lane, span) for span in joined(step.span for step in of_lane))
