"""Where things stand in the drawn timeline."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model.report import ExerciseResult
from grader.model.timeline import Lane, Mark, Overlap, Span, SpanKind, Step, Timeline
from grader.model.verdict import Verdict
from grader.reporters.html import picture
from grader.reporters.html.axis import Axis, ticks_of
from grader.reporters.html.picture import Picture, Stretch, picture_of


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


def drawn(result: ExerciseResult) -> Picture:
    made = picture_of(result)
    assert made is not None
    return made


def test_both_timelines_share_one_axis(sequential: ExerciseResult) -> None:
    """A moment stands at the same place in yours and in the possible one."""
    made = drawn(sequential)
    assert [row.name for row in made.rows] == [
        "yours, 4.5 s", "fetch", "numbers", "possible, 2.5 s", "fetch", "numbers",
    ]  # fmt: skip
    fetches = [bar for bar in made.bars if bar.label == "download()"]
    assert [(bar.left, bar.width) for bar in fetches] == [("0%", "44.444%")] * 2


def test_a_lane_stands_level_with_its_name(sequential: ExerciseResult) -> None:
    """The rows beside the plot add up to where its bars stand."""
    made = drawn(sequential)
    tops = {}
    top = picture.AXIS_HEIGHT
    for position, row in enumerate(made.rows):
        tops[position] = top
        top += row.height
    assert sorted({bar.top for bar in made.bars}) == [tops[1], tops[2], tops[4], tops[5]]
    assert made.height == top + picture.READOUT_HEIGHT


def test_what_could_be_saved_lies_between_the_two_times(sequential: ExerciseResult) -> None:
    """From 2.5 s to 4.5 s of 4.5 s, over the lanes of yours alone."""
    gap = drawn(sequential).gap
    assert gap is not None
    assert (gap.left, gap.width, gap.goal, gap.says) == ("55.556%", "44.444%", "55.556%", "2 s to save")
    assert gap.height == picture.TITLE_HEIGHT + 2 * picture.LANE_HEIGHT


def test_an_early_end_misses_time(sequential: ExerciseResult) -> None:
    """The axis goes on to the time that it takes, and what is missing is shaded."""
    short = Timeline((Lane("main", (Span(0, 1, "waiting", "x()"),)),), 1.0)
    gap = drawn(changed(sequential, verdict=Verdict.TOO_FAST, elapsed=1.0, timeline=short, ideal=None)).gap
    assert gap is not None
    assert (gap.left, gap.width, gap.goal, gap.says) == ("40%", "60%", "100%", "1.5 s missing")


def test_a_pass_has_no_gap_and_no_second_timeline(sequential: ExerciseResult) -> None:
    """There is nothing to compare with."""
    made = drawn(changed(sequential, verdict=Verdict.PASSED, elapsed=2.5, timeline=sequential.ideal))
    assert made.gap is None
    assert [row.name for row in made.rows if row.is_title] == ["yours, 2.5 s"]


@pytest.mark.parametrize("timeline", [None, Timeline()])
def test_what_never_ran_has_no_picture(sequential: ExerciseResult, timeline: Timeline | None) -> None:
    """Neither without a timeline nor with an empty one."""
    assert picture_of(changed(sequential, timeline=timeline)) is None


def test_ticks_are_round_and_end_in_the_unit() -> None:
    """Halves of 4.5 s, and the last number says that they are seconds."""
    assert [tick.text for tick in ticks_of(Axis(4.5))] == ["0", "1", "2", "3", "4", "4.5 s"]
    assert [tick.text for tick in ticks_of(Axis(0.3))] == ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3 s"]
    assert [tick.text for tick in ticks_of(Axis(0.0))] == ["0 s"]


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_any_axis_has_few_numbers_in_order(end: float) -> None:
    """From the left rim to the right one."""
    places = [float(tick.left.rstrip("%")) for tick in ticks_of(Axis(end))]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 100)
    assert len(places) <= 10


def test_what_lies_outside_the_axis_stands_at_its_rim() -> None:
    """No bar leaves the picture."""
    assert (Axis(2).percent(-1), Axis(2).percent(3), Axis(0).percent(1)) == ("0%", "100%", "0%")


def test_bars_too_close_to_tell_apart_are_drawn_once(sequential: ExerciseResult) -> None:
    """A thousand waits of a microsecond do not make a thousand bars, nor stops for the keyboard."""
    spans = tuple(Span(n * 1e-6, (n + 1) * 1e-6, "waiting", "tick()") for n in range(1000))
    marks = tuple(Mark(n * 1e-6, str(n)) for n in range(1000))
    made = drawn(changed(sequential, timeline=Timeline((Lane("main", spans, marks),), 4.5), ideal=None))
    assert len(made.bars) == 1
    assert [dot.says for dot in made.dots] == ['main prints "0" at 0 s, and 999 more']


def test_what_repeats_is_one_stop_for_the_keyboard(sequential: ExerciseResult) -> None:
    """The first of ten pauses stands for all; the page goes on with the next lane."""
    bars = drawn(changed(sequential, ideal=None)).bars
    assert [bar.says.split()[0] for bar in bars if bar.is_stop] == ["fetch", "numbers"]
    assert len(bars) == 11


def test_a_crowded_picture_is_no_trap_for_the_keyboard(sequential: ExerciseResult) -> None:
    """Its bars are left to the pointer, and the words below have them all."""
    spans = tuple(Span(float(n), n + 0.5, "waiting", f"step_{n}()") for n in range(60))
    crowded = drawn(changed(sequential, timeline=Timeline((Lane("main", spans),), 60.0), ideal=None))
    assert not any(bar.is_stop for bar in crowded.bars)
    assert crowded.words[0].sentences[0].endswith("and so on, 60 stretches in all, until 59.5 s.")


def test_a_label_stands_only_where_it_fits(sequential: ExerciseResult) -> None:
    """Inside its bar on any screen, on wide ones only, or not at all."""
    spans = (
        Span(0, 5, "waiting", "download()"),
        Span(5, 7, "waiting", "download()"),
        Span(7, 7.5, "waiting", "download()"),
    )
    made = drawn(changed(sequential, timeline=Timeline((Lane("main", spans),), 10.0), ideal=None))
    assert [(bar.label, bar.needs_room) for bar in made.bars] == [
        ("download()", False), ("download()", True), ("", True),
    ]  # fmt: skip


def test_many_lanes_are_counted_and_not_all_drawn(sequential: ExerciseResult) -> None:
    """A class of tasks stays one picture."""
    lanes = tuple(Lane(f"task {n}", (Span(0, 1, "waiting", "x()"),)) for n in range(100))
    rows = drawn(changed(sequential, timeline=Timeline(lanes, 1.0), ideal=None)).rows
    assert rows[-1].name == "and 60 more"
    assert len(rows) == 42


def two_steps() -> Timeline:
    """One wait, and another that comes after it in two rounds."""
    first = Span(0, 2, "waiting", "download()", 7)
    rounds = (Span(2, 3, "waiting", "store()", 9), Span(3, 4, "waiting", "store()", 9))
    path = (Step(0, first), *(Step(1, each) for each in rounds))
    return Timeline((Lane("fetch", (first,)), Lane("keep", rounds)), 4.0, path, (Overlap(0, 1, 2.0),))


def test_the_critical_path_goes_from_lane_to_lane(sequential: ExerciseResult) -> None:
    """What goes on in one lane is one stretch, and knows where the path came from."""
    made = drawn(changed(sequential, timeline=two_steps(), ideal=None, elapsed=4.0, target=4.0))
    top = picture.AXIS_HEIGHT + picture.TITLE_HEIGHT
    below = top + picture.LANE_HEIGHT
    assert made.path == (Stretch("0%", "50%", top, None), Stretch("50%", "100%", below, top))


def test_a_bar_says_that_the_total_waited_for_it(sequential: ExerciseResult) -> None:
    """To whoever points at it, or hears it; a possible one says nothing of the kind."""
    other = Lane("other", (Span(0, 1, "waiting", "ping()", 3),))
    mine = two_steps()
    timeline = msgspec.structs.replace(mine, lanes=(*mine.lanes, other))
    says = [bar.says for bar in drawn(changed(sequential, timeline=timeline, ideal=mine)).bars]
    assert says[0] == "fetch waits for download() from 0 s to 2 s, line 7; the total waited for it"
    assert [text.endswith("the total waited for it") for text in says] == [True] * 3 + [False] * 4


def test_a_picture_without_a_path_marks_none(sequential: ExerciseResult) -> None:
    """And its legend has no sign for it."""
    assert drawn(sequential).path == ()


def test_where_time_is_the_matter_the_path_is_said_too(sequential: ExerciseResult) -> None:
    """Else it stands with the other words."""
    slow = drawn(changed(sequential, timeline=two_steps(), elapsed=4.0, target=2.0))
    assert slow.path_words[0].startswith("What decided the 4 s: download() in fetch from 0 s to 2 s, line 7")
    in_time = drawn(changed(sequential, timeline=two_steps(), elapsed=4.0, target=4.0))
    assert in_time.path_words == ()
    assert in_time.words[0].sentences[-2:] == slow.path_words


def test_lanes_hang_below_the_lane_that_made_them(sequential: ExerciseResult) -> None:
    """As deep as they were spawned, and no deeper than there is room for."""
    lanes = tuple(Lane("walk", (Span(0, 1, "waiting", "x()"),), depth=depth) for depth in (0, 1, 9))
    made = drawn(changed(sequential, timeline=Timeline(lanes, 1.0), ideal=None))
    assert made.is_nested
    assert [row.depth for row in made.rows if not row.is_title] == [0, 1, 4]


def test_a_lane_that_stands_for_many_says_for_how_many(sequential: ExerciseResult) -> None:
    """And where they waited for their turn does not cover what they did."""
    spans = (Span(0, 9, "queued", "Semaphore.acquire"), Span(1, 9, "waiting", "fetch()"))
    made = drawn(changed(sequential, timeline=Timeline((Lane("look", spans, alike=996),), 9.0), ideal=None))
    assert made.rows[1].name == "… 996 more like look"
    assert [bar.label for bar in made.bars] == ["", "fetch()"]


def test_ten_thousand_spans_leave_a_picture_light(sequential: ExerciseResult) -> None:
    """What is too fine to be seen apart is one bar, which says for how many it stands."""
    spans = tuple(Span(n, n + 0.5, "waiting", f"x{n % 2}()", 1) for n in range(1000))
    made = drawn(changed(sequential, timeline=Timeline((Lane("main", spans),) * 10, 1000.0), ideal=None))
    assert len(made.bars) == 20
    assert made.bars[0].says == "main waits for x0() 500 times from 0 s to 998.5 s, line 1"


def test_what_can_be_seen_apart_stays_apart(sequential: ExerciseResult) -> None:
    """Short spans far from each other, and a long one beside short ones."""
    spans = (Span(0, 1, "waiting", "x()"), Span(50, 51, "waiting", "x()"), Span(51, 90, "waiting", "x()"))
    made = drawn(changed(sequential, timeline=Timeline((Lane("main", spans),), 1000.0), ideal=None))
    assert [bar.left for bar in made.bars] == ["0%", "5%", "5.1%"]


def test_a_crowd_of_everything_is_drawn_coarser(sequential: ExerciseResult) -> None:
    """Until the page stays light."""
    kinds: tuple[SpanKind, ...] = ("waiting", "computing", "blocked", "own-sleep")
    spans = tuple(Span(n, n + 1, kinds[n % 4], f"{n % 7}()") for n in range(300))
    marks = tuple(Mark(n, "x") for n in range(300))
    made = drawn(changed(sequential, timeline=Timeline((Lane("main", spans, marks),) * 12, 300.0), ideal=None))
    assert len(made.bars) + len(made.dots) < 1000
