"""A thousand tasks and ten thousand spans stay a picture."""

from grader.model.timeline import Timeline
from grader.model.trace import Trace, TracedPrint
from grader.timeline import build_timeline
from grader.timeline.folding import MOST_LANES, MOST_SPANS
from tests.timeline.conftest import built, made, span


def rows(timeline: Timeline) -> list[tuple[str, int]]:
    """What the lanes are called, and for how many each stands."""
    return [(lane.name, lane.alike) for lane in timeline.lanes]


def test_a_thousand_alike_are_a_few_and_the_rest() -> None:
    """And the one that the run ended with, which is what the total waited for."""
    spans = [span(n // 4, n // 4 + 1, ("fetch", 2), task=f"t{n}") for n in range(1000)]
    timeline = built(*spans, end=250.0, tasks=tuple(made(f"t{n}") for n in range(1000)))
    first = ("fetch 1", "fetch 2", "fetch 3", "fetch 4")
    assert rows(timeline) == [*((name, 1) for name in first), ("fetch", 995), ("fetch 997", 1)]
    assert timeline.path[-1].lane == 5


def test_what_stands_for_many_covers_them_all() -> None:
    """From the first of them to the last, and not the one beside it that the run ended with."""
    timeline = built(*(span(n, n + 1, ("fetch", 2), task=f"t{n}") for n in range(100)), end=100.0)
    (rest,) = (lane for lane in timeline.lanes if lane.alike > 1)
    assert [(each.start, each.end) for each in rest.spans] == [(4, 99)]


def test_few_are_never_folded() -> None:
    """As long as there is room."""
    timeline = built(*(span(0, 2, ("fetch", 2), task=str(number)) for number in range(MOST_LANES)))
    assert len(timeline.lanes) == MOST_LANES


def test_lanes_of_many_sorts_show_fewer_of_each() -> None:
    """One of each sort is worth more than four of one."""
    spans = [span(0, 2, (f"step{n % 6}", 2), task=str(n)) for n in range(60)]
    assert rows(built(*spans)) == [
        *((f"step{n} 1", 1) for n in range(6)),
        *((f"step{n}", 9) for n in range(6)),
    ]


def test_a_hundred_different_functions_end_in_one_row() -> None:
    """It stands for all that there was no room for."""
    timeline = built(*(span(0, 2, (f"step_{n}", 2), task=str(n)) for n in range(100)))
    assert len(timeline.lanes) == MOST_LANES - 1
    assert rows(timeline)[-1] == ("others", 90)


def test_ten_thousand_spans_become_what_can_be_seen() -> None:
    """Nothing of the time that they cover is lost."""
    labels = ("read()", "write()")
    spans = [span(n, n + 1, ("main", 7), label=labels[n % 2]) for n in range(10_000)]
    (lane,) = built(*spans, end=10_000.0).lanes
    assert len(lane.spans) <= 2 * MOST_SPANS
    assert (lane.spans[0].start, lane.spans[-1].end) == (0, 10_000)
    assert sum(each.end - each.start for each in lane.spans) == 10_000


def test_ten_thousand_prints_become_what_can_be_seen() -> None:
    """The first of each place."""
    prints = tuple(TracedPrint("main", 7, float(n), str(n)) for n in range(10_000))
    (lane,) = built(prints=prints, end=10_000.0).lanes
    assert len(lane.marks) <= MOST_SPANS
    assert lane.marks[0].label == "0"


def test_ten_thousand_prints_at_one_instant_have_one_place() -> None:
    """A run that never waits takes no time at all."""
    prints = tuple(TracedPrint("main", 1, 0.0, "x") for _ in range(10_000))
    timeline = build_timeline(Trace((), prints, 0.0), "", "main")
    assert [len(lane.marks) for lane in timeline.lanes] == [1]


def test_very_many_steps_leave_the_longest() -> None:
    """The path of a picture is no list of everything."""
    spans = [span(n, n + 1 + (n == 500), ("main", 7 + n % 2)) for n in range(501)]
    timeline = built(*spans, end=502.0)
    assert len(timeline.path) == 100
    assert max(step.span.end - step.span.start for step in timeline.path) == 2
