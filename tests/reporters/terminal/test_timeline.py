"""A timeline in plain text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.model.timeline import Lane, Mark, Span, SpanKind, Timeline
from grader.reporters.terminal.screen import ASCII, UNICODE, Glyphs
from grader.reporters.terminal.timeline import (
    Axis,
    draw_lane,
    draw_timeline,
    draw_timelines,
    first_column,
    legend,
    painted,
)

KINDS: list[SpanKind] = ["waiting", "computing", "blocked", "queued", "cancelled", "own-sleep"]
moments = st.integers(min_value=0, max_value=40_000_000).map(lambda microseconds: microseconds / 1000)


@st.composite
def lanes(draw: st.DrawFn) -> Lane:
    borders = sorted(draw(st.lists(moments, max_size=8)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(borders), max_size=len(borders)))
    spans = [Span(a, b, kind, "what") for a, b, kind in zip(borders, borders[1:], kinds, strict=False)]
    marks = [Mark(moment, "printed") for moment in draw(st.lists(moments, max_size=5))]
    return Lane(draw(st.text(max_size=30)), tuple(spans), tuple(marks))


timelines = st.builds(
    lambda lanes: Timeline(
        tuple(lanes), max([0.0, *(s.end for x in lanes for s in x.spans), *(m.at for x in lanes for m in x.marks)])
    ),
    st.lists(lanes(), max_size=20),
)


@given(timelines, st.integers(min_value=40, max_value=200), st.sampled_from([UNICODE, ASCII]))
def test_no_line_is_wider_than_the_screen(timeline: Timeline, width: int, glyphs: Glyphs) -> None:
    """Whatever the lanes are called and however long they last."""
    for line in draw_timelines([("yours", timeline), ("possible", timeline)], width, glyphs):
        assert cell_len(line) <= width
        assert line.isprintable()


@given(timelines)
def test_ascii_glyphs_are_all_it_takes(timeline: Timeline) -> None:
    """Nothing but the names of lanes asks for more."""
    plain = Timeline(tuple(Lane("lane", lane.spans, lane.marks) for lane in timeline.lanes), timeline.end)
    assert "\n".join(draw_timeline(plain, 80, ASCII)).isascii()


@given(st.lists(moments, min_size=3, max_size=3, unique=True), st.integers(min_value=10, max_value=150))
def test_spans_stand_in_the_order_of_their_times(borders: list[float], columns: int) -> None:
    """What comes later never begins further left."""
    first, second, third = sorted(borders)
    axis = Axis(third, columns)
    assert axis.column(first) <= axis.column(second) <= axis.column(third) == columns
    drawn = draw_lane(Lane("x", (Span(first, second, "waiting", "a"), Span(second, third, "computing", "b"))), axis)
    assert drawn.rfind(UNICODE.waiting) < drawn.find(UNICODE.computing) or UNICODE.waiting not in drawn


def test_a_span_ends_where_the_next_begins() -> None:
    """Two jobs one after the other share no column, and none stays empty between them."""
    axis = Axis(4.0, 40)
    one = draw_lane(Lane("one", (Span(0.0, 2.0, "waiting", "a"),)), axis)
    two = draw_lane(Lane("two", (Span(2.0, 4.0, "waiting", "b"),)), axis)
    assert one == "━" * 19 + "┤"
    assert two == " " * 20 + "━" * 19 + "┤"


def test_equal_beats_take_equal_columns() -> None:
    """The axis is chosen so, where the room allows it."""
    spans = tuple(Span(n * 0.25, n * 0.25 + 0.25, "waiting", "pause") for n in range(10))
    marks = tuple(Mark(n * 0.25, str(n)) for n in range(10))
    lane = draw_timeline(Timeline((Lane("numbers", spans, marks),), 2.5), 80)[1]
    places = [column for column, sign in enumerate(lane) if sign == "•"]
    assert len({later - earlier for earlier, later in pairwise(places)}) == 1


@pytest.mark.parametrize(
    ("end", "numbers"),
    [
        (4.5, ["0", "1", "2", "3", "4", "4.5 s"]),
        (2.5, ["0", "0.5", "1", "1.5", "2", "2.5 s"]),
        (1.0, ["0", "0.25", "0.5", "0.75", "1 s"]),
        (0.25, ["0", "0.05", "0.1", "0.15", "0.2", "0.25 s"]),
        (0.001, ["0", "0.0002", "0.0004", "0.0006", "0.0008", "0.001 s"]),
        (250.0, ["0", "50", "100", "150", "200", "250 s"]),
        (3600.0, ["0", "500", "1000", "1500", "2000", "2500", "3000", "3600 s"]),
        (0.0, ["0 s"]),
    ],
)
def test_the_axis_carries_round_numbers(end: float, numbers: list[str]) -> None:
    """From milliseconds to hours, with the end in its unit."""
    axis = draw_timeline(Timeline((Lane("x", (Span(0.0, end, "waiting", "a"),)),), end), 80)[0]
    words = axis.replace(" s", "_s").split()[1:]
    assert [word.replace("_", " ") for word in words] == numbers


def test_each_kind_of_span_looks_different_and_is_explained() -> None:
    """Waiting speaks for itself."""
    lane = Lane("x", tuple(Span(float(n), n + 1.0, kind, kind) for n, kind in enumerate(KINDS)))
    timeline = Timeline((lane,), 6.0)
    assert len(set(draw_timeline(timeline, 80)[1].split()[1])) >= len(KINDS) - 1
    assert legend([timeline])[0].endswith("computing")
    assert not legend([Timeline((Lane("x", (Span(0.0, 1.0, "waiting", "a"),)),), 1.0)])


def test_many_lanes_are_counted_rather_than_shown() -> None:
    """A thousand tasks still leave room for the sentence above them."""
    timeline = Timeline(tuple(Lane(f"task {n}", (Span(0.0, 1.0, "waiting", "a"),)) for n in range(1000)), 1.0)
    lines = draw_timeline(timeline, 80)
    assert len(lines) == 14
    assert lines[-1].endswith("and 988 more")


def test_what_says_more_stands_over_a_mere_turn() -> None:
    """A task that blocks the thread is drawn as blocking it."""
    lane = Lane("main", (Span(0.0, 2.0, "blocked", "sleep()"), Span(0.0, 2.0, "queued", "main")))
    assert draw_lane(lane, Axis(2.0, 10)) == "▒▒▒▒▒▒▒▒▒┤"


def test_nested_lanes_are_indented() -> None:
    """Each two columns further in than its maker, and the titles stand before them."""
    span = Span(0, 1, "waiting", "x()")
    lanes = (Lane("walk 1", (span,)), Lane("walk 2", (span,), depth=1), Lane("walk 3", (span,), depth=2))
    _, *lines = draw_timelines([("yours", Timeline(lanes, 1.0))], 40)
    assert [line[:16] for line in lines] == [" yours walk 1   ", "         walk 2 ", "           walk "]


def test_a_lane_that_stands_for_many_says_for_how_many() -> None:
    """Instead of its name, also in ASCII."""
    lanes = (Lane("look 1", (Span(0, 1, "waiting", "x()"),)), Lane("look", (Span(1, 9, "waiting", "x()"),), alike=996))
    assert "… 996 more  " in draw_timeline(Timeline(lanes, 9.0), 60)[2]
    assert "~ 996 more  " in draw_timeline(Timeline(lanes, 9.0), 60, ASCII)[2]


def test_a_long_name_keeps_its_number() -> None:
    """It is all that tells it from the next one."""
    lane = Lane("convert_what_has_arrived_in_turn 17", (Span(0, 1, "waiting", "x()"),))
    assert draw_timeline(Timeline((lane,), 1.0), 60)[1].startswith(" convert_what_h… 17  ")


def test_a_bar_has_the_colour_of_its_kind_and_a_name_has_none() -> None:
    """Whatever signs the name has."""
    axis, line = draw_timeline(Timeline((Lane("=~", (Span(0, 1, "blocked", "x()"),)),), 1.0), 60, ASCII)
    styles = {str(span.style) for span in painted(line, first_column(axis), ASCII).spans}
    assert styles == {"red"}
