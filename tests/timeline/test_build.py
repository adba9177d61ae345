"""Lanes from small traces: a lane is one function of one task."""

from grader.model.timeline import Lane, Mark, Span, Timeline
from grader.model.trace import Trace, TracedPrint
from grader.timeline import build_timeline
from tests.timeline.conftest import built, made, span


def lanes(timeline: Timeline) -> list[tuple[str, list[tuple[float, float]]]]:
    """Names and spans, to be read at a glance."""
    return [(lane.name, [(span.start, span.end) for span in lane.spans]) for lane in timeline.lanes]


def test_what_the_entry_calls_has_a_lane_of_its_own() -> None:
    """A sequential program shows its functions one after the other."""
    timeline = built(span(0, 2, ("main", 7), ("fetch", 2)), span(2, 3, ("main", 8), ("store", 5)))
    assert lanes(timeline) == [("fetch", [(0, 2)]), ("store", [(2, 3)])]


def test_the_entrys_own_wait_is_its_own_lane() -> None:
    """Named as the entry is."""
    assert lanes(built(span(0, 2, ("main", 7)))) == [("main", [(0, 2)])]


def test_tasks_of_one_function_are_told_apart() -> None:
    """By the order in which they began."""
    timeline = built(span(1, 3, ("fetch", 2), task="b"), span(0, 2, ("fetch", 2), task="a"))
    assert lanes(timeline) == [("fetch 1", [(0, 2)]), ("fetch 2", [(1, 3)])]


def test_spans_that_touch_are_one() -> None:
    """Where they are of one kind, at one line; a pause between them stays."""
    line = ("main", 7)
    timeline = built(span(0, 1, line), span(1, 2, line), span(3, 4, line), span(4, 5, line, kind="blocked"))
    assert lanes(timeline) == [("main", [(0, 2), (3, 4), (4, 5)])]


def test_a_function_inside_another_goes_by_its_own_name() -> None:
    """As the learner wrote it, not as Python qualifies it."""
    assert lanes(built(span(0, 2, ("main", 7), ("main.<locals>.fetch", 2)))) == [("fetch", [(0, 2)])]


def test_a_comprehension_is_no_function_of_its_own() -> None:
    """What it calls has the lane, as on a Python where it has no frame."""
    stack = (("main", 7), ("main.<locals>.<listcomp>", 7), ("fetch", 2))
    assert lanes(built(span(0, 2, *stack), span(2, 3, ("main", 7), ("fetch", 2)))) == [("fetch", [(0, 3)])]


def test_a_wait_outside_every_line_goes_by_what_was_called() -> None:
    """A task that runs a function of the world directly."""
    assert lanes(built(span(0, 2, task="a"))) == [("download", [(0, 2)])]


def test_prints_are_marks_in_the_lane_of_their_function() -> None:
    """With their instant, text and line."""
    printed = TracedPrint("main", 3, 2.0, "here")
    timeline = built(span(0, 2, ("main", 7), ("fetch", 2)), prints=(printed,))
    assert timeline.lanes == (Lane("fetch", (Span(0, 2, "waiting", "download()", 2),), (Mark(2.0, "here", 3),)),)


def test_prints_alone_make_a_lane() -> None:
    """A program that only prints has something to show."""
    timeline = built(prints=(TracedPrint("main", 3, 0.0, "here"),))
    assert [(lane.name, [mark.label for mark in lane.marks]) for lane in timeline.lanes] == [("fetch", ["here"])]


def test_a_source_that_cannot_be_parsed_still_has_its_lanes() -> None:
    """The names come from the trace."""
    timeline = build_timeline(Trace((span(0, 2, ("main", 7)),), (), 2.0), "def (", "main")
    assert lanes(timeline) == [("main", [(0, 2)])]


def test_lanes_stand_below_the_lane_that_made_them() -> None:
    """However many tasks without lanes of their own lie between."""
    timeline = built(
        span(0, 1, ("main", 7)),
        span(0, 1, ("other", 2), task="z"),
        span(1, 2, ("fetch", 2), task="c"),
        tasks=(made("z", ""), made("b", "main", 7), made("c", "b", 2)),
    )
    assert [(lane.name, lane.depth) for lane in timeline.lanes] == [("main", 0), ("fetch", 1), ("other", 0)]


def test_a_task_made_in_a_function_stands_below_that_function() -> None:
    """Though its maker has several lanes."""
    timeline = built(
        span(0, 1, ("main", 7), ("other", 99)),
        span(0, 2, ("main", 7), ("fetch", 2)),
        span(1, 2, ("inner", 3), task="b"),
        tasks=(made("b", "main", 2),),
    )
    assert [(lane.name, lane.depth) for lane in timeline.lanes] == [("other", 0), ("fetch", 0), ("inner", 1)]


def test_tasks_that_say_they_made_each_other_still_have_lanes() -> None:
    """A runner's word may be anything."""
    timeline = built(span(0, 1, ("fetch", 2), task="a"), tasks=(made("a", "b"), made("b", "a")))
    assert [lane.name for lane in timeline.lanes] == ["fetch"]


def test_the_path_names_its_lanes_by_their_rows() -> None:
    """Each step is a span of one."""
    timeline = built(
        span(0, 1, ("main", 7)),
        span(0, 0.5, ("fetch", 2), task="a"),
        span(1, 2, ("main", 8)),
        end=2.0,
        tasks=(made("a"),),
    )
    assert [(timeline.lanes[step.lane].name, step.span.start) for step in timeline.path] == [("main", 0), ("main", 1)]
