"""Several exercises of one grading: a mark for each, and what they come to."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.text import Text

from grader.model.report import ExerciseResult, Report
from grader.model.safe_text import safe_line
from grader.model.units import number
from grader.model.verdict import Verdict
from grader.reporters.terminal.overview import State, mark_of
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.verdict import style_of, times_of
from grader.reporters.terminal.wrapping import cut, ends


def state_of(result: ExerciseResult) -> State:
    """How far its learner is with a graded exercise."""
    if result.verdict is None:
        return State.TO_DO
    return State.PASSED if result.verdict is Verdict.PASSED else State.STARTED


def mark_lines(results: tuple[ExerciseResult, ...], numbers: Mapping[str, str], screen: Screen) -> list[Text]:
    """A line for each exercise: its mark, its name, its headline and its time."""
    longest = max((len(result.slug) for result in results), default=0)
    return [line for result in results for line in _mark_line(result, numbers.get(result.slug, ""), longest, screen)]


def totals_line(report: Report, screen: Screen) -> Text:
    """How many passed, and the points."""
    passed = sum(result.verdict is Verdict.PASSED for result in report.exercises)
    text = f" {passed} of {len(report.exercises)} passed"
    if report.max_points:
        text += f" {screen.glyphs.dot} {number(report.points)} of {number(report.max_points)} points"
    return Text(text, "bold")


def _mark_line(result: ExerciseResult, place: str, longest: int, screen: Screen) -> list[Text]:
    name = Text.assemble(
        " ", mark_of(state_of(result), screen.glyphs), f" {place:>4} {safe_line(result.slug, 60):<{longest}}  "
    )
    room = screen.width - name.cell_len
    headline = cut(safe_line(result.headline, 200), room, screen.glyphs.cut)
    times = Text(_times_beside(result, room - cell_len(headline) - 2, screen), "dim")
    return ends(name + Text(headline, style_of(result.verdict)), times, screen.width)


def _times_beside(result: ExerciseResult, room: int, screen: Screen) -> str:
    """Both times, or the one it took, or neither: the headline says more."""
    both = times_of(result, screen.glyphs.arrow)
    taken = both.partition(" " + screen.glyphs.arrow)[0]
    return next((times for times in (both, taken) if len(times) <= room), "")
