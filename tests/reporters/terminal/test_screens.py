"""The screens, as a learner sees them at 80 columns."""

import io
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.model.report import CheckResult, CodeLine, ExerciseResult, Lights
from grader.model.verdict import Verdict
from grader.reporters.terminal.overview import ChapterRow, Panel, State, Step, overview_view, panel_view
from grader.reporters.terminal.results import mark_lines
from grader.reporters.terminal.screen import ASCII, Commands, Screen, glyphs_for, print_lines
from grader.reporters.terminal.verdict import verdict_view

NOX = Screen(commands=Commands("nox -s grader --", "nox -s grade"))


def plain(lines: list[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def changed(result: ExerciseResult, **fields: Any) -> ExerciseResult:
    return msgspec.structs.replace(result, **fields)


def test_a_verdict_says_what_why_where_and_what_next(sequential: ExerciseResult) -> None:
    """The screen that most learners see first."""
    assert (
        plain(verdict_view(sequential, NOX))
        == """\
two-at-once       Right result, but one wait after the other       4.5 s → 2.5 s

 print_numbers() starts only when fetch_data() is done: line 21 waits 2 s, and
 line 22 has to wait for line 21. Neither needs anything from the other.

     two_at_once.py
     20   def main() -> None:
  >  21       fetch_data()       0 to 2 s: nothing else can run
     22       print_numbers()    2 to 4.5 s

 seconds         0           1           2           3           4     4.5 s
 yours    fetch  ━━━━━━━━━━━━━━━━━━━━━━━┤
        numbers                          •──•──•──•──•──•──•──•──•──•─┤
 possible fetch  ━━━━━━━━━━━━━━━━━━━━━━━┤
        numbers  •──•──•──•──•──•──•──•──•──•─┤  2 s saved

 result ✓    one thread ✓    tidy ✓    time ✗ 4.5 s, can be 2.5 s

 Ask yourself: who could be working while the page is on its way?
 hint 1 of 3: nox -s grader -- hint two-at-once               [still-sequential]"""
    )


def test_a_verdict_can_be_read_in_ascii(sequential: ExerciseResult) -> None:
    """Every glyph has a plain stand-in, and no line gets too long for it."""
    lines = verdict_view(sequential, Screen(glyphs=ASCII))
    assert plain(lines).isascii()
    assert "time NO 4.5 s, can be 2.5 s" in plain(lines)
    assert max(line.cell_len for line in lines) <= 80


def test_a_pass_points_to_the_comparison_and_onward(sequential: ExerciseResult) -> None:
    """No hint any more, and only one timeline."""
    lights = Lights(result=True, one_thread=True, tidy=True, time=True)
    passed = changed(sequential, verdict=Verdict.PASSED, headline="Passed", elapsed=2.5, lights=lights)
    shown = plain(verdict_view(passed, NOX))
    assert "nox -s grader -- solution two-at-once" in shown
    assert "nox -s grader -- next" in shown
    assert "hint" not in shown
    assert "possible" not in shown


def test_what_never_ran_shows_no_lights_and_no_picture(sequential: ExerciseResult) -> None:
    """A file that cannot be loaded has neither."""
    broken = changed(sequential, verdict=Verdict.SYNTAX_ERROR, elapsed=None, timeline=None, lights=Lights(), excerpt=())
    shown = plain(verdict_view(broken, NOX))
    assert "one thread" not in shown
    assert "seconds" not in shown


def test_a_race_says_how_to_see_it_again(sequential: ExerciseResult) -> None:
    """The seed that goes wrong is a command to copy."""
    check = CheckResult("counts", "correctness", Verdict.RACE, seed=7)
    race = changed(sequential, verdict=Verdict.RACE, checks=(check,))
    assert "the same run again: nox -s grade -- two-at-once --seed 7" in plain(verdict_view(race, NOX))


def test_an_early_end_is_not_called_an_improvement(sequential: ExerciseResult) -> None:
    """What took too little time `takes` more; it does not `can be` more."""
    early = changed(sequential, verdict=Verdict.TOO_FAST, elapsed=0.0)
    assert "time ✗ 0 s, takes 2.5 s" in plain(verdict_view(early, NOX))
    assert "saved" not in plain(verdict_view(early, NOX))


EVIL = "\x1b[2J\u202e" + "界" * 300 + "\r\n" + "x" * 5000


@pytest.mark.parametrize("width", [40, 50, 80, 100])
def test_what_a_learner_controls_moves_no_cursor_and_fits(sequential: ExerciseResult, width: int) -> None:
    """Names, sentences, source lines and notes of any kind stay within the screen."""
    assert sequential.timeline is not None
    lane = msgspec.structs.replace(sequential.timeline.lanes[0], name=EVIL)
    evil = changed(
        sequential,
        headline=EVIL,
        summary=EVIL,
        file=EVIL,
        hint=EVIL,
        excerpt=(CodeLine(123456, EVIL, EVIL, marked=True), CodeLine(7, "x", EVIL)),
        timeline=msgspec.structs.replace(sequential.timeline, lanes=(lane,)),
    )
    for line in [*verdict_view(evil, Screen(width)), *mark_lines((evil,), {}, Screen(width))]:
        assert line.plain.isprintable()
        assert line.cell_len <= width


@given(st.text(max_size=400), st.integers(min_value=40, max_value=100))
def test_any_sentence_fits_any_screen(text: str, width: int) -> None:
    """Wide letters count twice."""
    panel = Panel("Next", "1.1", "Two at once", 10, text, (Step("open", "file.py"),))
    for line in panel_view(panel, Screen(width))[1:]:
        assert cell_len(line.plain) <= width


CHAPTERS = {
    "one-thread": 5, "start-together": 6, "groups-and-failure": 5, "limits": 4, "time": 4, "cancellation": 5,
    "sharing": 5, "pipelines": 5, "streams-and-contexts": 5, "blocking-and-cpu": 5, "resilience": 5, "systems": 6,
    "the-web": 4,
}  # fmt: skip


def test_a_fresh_clone_shows_all_that_lies_ahead() -> None:
    """Nothing is red, and the legend fills the place that is left."""
    rows = [ChapterRow(n, slug, (State.TO_DO,) * size) for n, (slug, size) in enumerate(CHAPTERS.items(), 1)]
    assert (
        plain(overview_view(rows, NOX))
        == """\
onethread · 64 exercises · 0 passed · nothing wrong, nothing started

   1 one-thread            ○○○○○       8 pipelines             ○○○○○
   2 start-together        ○○○○○○      9 streams-and-contexts  ○○○○○
   3 groups-and-failure    ○○○○○      10 blocking-and-cpu      ○○○○○
   4 limits                ○○○○       11 resilience            ○○○○○
   5 time                  ○○○○       12 systems               ○○○○○○
   6 cancellation          ○○○○○      13 the-web               ○○○○
   7 sharing               ○○○○○      ● passed  ◐ started  ○ to do"""
    )


def test_one_chapter_needs_one_column() -> None:
    """With its marks and the legend below."""
    rows = [ChapterRow(1, "one-thread", (State.PASSED, State.STARTED, State.TO_DO))]
    assert plain(overview_view(rows, Screen(glyphs=ASCII))).splitlines()[2:] == [
        "   1 one-thread  #+.",
        "      # passed  + started  . to do",
    ]


def test_the_panel_names_file_readme_and_commands() -> None:
    """Commands as the learner calls them, notes below each other."""
    steps = (
        Step("open", "exercises/01_one_thread/01_two_at_once/two_at_once.py"),
        Step("read", "README.md beside it"),
        Step("then", "nox -s grade", "again, whenever you have saved"),
        Step("stuck", "nox -s grader -- hint two-at-once"),
    )
    opening = "It works, and takes 4.5 s. Both can happen at once: 2.5 s, on one thread."
    assert (
        plain(panel_view(Panel("Start here", "1.1", "Two at once", 10, opening, steps), NOX))
        == """\
 Start here ── 1.1 Two at once ──────────────────────────────── about 10 minutes
 It works, and takes 4.5 s. Both can happen at once: 2.5 s, on one thread.

   open   exercises/01_one_thread/01_two_at_once/two_at_once.py
   read   README.md beside it
   then   nox -s grade                     again, whenever you have saved
   stuck  nox -s grader -- hint two-at-once"""
    )


def test_a_mark_for_each_exercise(sequential: ExerciseResult) -> None:
    """Mark, number, name, headline, time: one line each."""
    to_do = changed(sequential, slug="same-thread", verdict=None, headline="To do", elapsed=None)
    assert plain(mark_lines((sequential, to_do), {"two-at-once": "1.1", "same-thread": "1.4"}, NOX)).splitlines() == [
        " ◐  1.1 two-at-once  Right result, but one wait after the other    4.5 s → 2.5 s",
        " ○  1.4 same-thread  To do",
    ]


@pytest.mark.parametrize(
    ("encoding", "ascii_only"), [("utf-8", False), ("ascii", True), ("latin-1", True), ("cp1252", True), ("??", True)]
)
def test_glyphs_are_chosen_by_what_the_output_can_show(encoding: str, *, ascii_only: bool) -> None:
    """An encoding that lacks one of them gets none."""
    assert (glyphs_for(encoding) is ASCII) == ascii_only


def test_colours_are_the_terminals_own(sequential: ExerciseResult) -> None:
    """Never black or white, which vanish on one background or the other; none at all where none is wanted."""
    stream = io.StringIO()
    print_lines(Console(file=stream, force_terminal=True, color_system="standard"), verdict_view(sequential, NOX))
    codes = {code for part in stream.getvalue().split("\x1b[")[1:] for code in part.partition("m")[0].split(";")}
    assert codes <= {"0", "1", "2", "31", "32", "34", "35", "36"}
    bare = io.StringIO()
    print_lines(Console(file=bare, force_terminal=True, no_color=True), verdict_view(sequential, NOX))
    assert "\x1b[3" not in bare.getvalue()
