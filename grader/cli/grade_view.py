"""What a learner sees of a grading: one exercise in full, a mark for each other, and where to go on."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from rich.text import Text

from grader.catalog.exercise import Exercise
from grader.cli.going_on import chapter_rows, next_exercise, panel_for
from grader.model.report import ExerciseResult, Report
from grader.reporters.notices import notices_of
from grader.reporters.terminal.overview import ChapterRow, Panel, State, overview_view, panel_view
from grader.reporters.terminal.plain import plain_marks, plain_overview, plain_panel, plain_totals, plain_verdict
from grader.reporters.terminal.results import mark_lines, state_of, totals_line
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.verdict import verdict_view
from grader.reporters.terminal.wrapping import wrapped


class Views(msgspec.Struct, frozen=True):
    """The parts of the screen, in one of the ways to show them."""

    overview: Callable[[Iterable[ChapterRow], Screen], list[Text]]
    marks: Callable[[tuple[ExerciseResult, ...], Mapping[str, str], Screen], list[Text]]
    panel: Callable[[Panel, Screen], list[Text]]
    verdict: Callable[[ExerciseResult, Screen], list[Text]]
    totals: Callable[[Report, Screen], Text]


PICTURED = Views(overview_view, mark_lines, panel_view, verdict_view, totals_line)
PLAIN = Views(plain_overview, plain_marks, plain_panel, plain_verdict, plain_totals)


def grade_view(
    report: Report, exercises: Sequence[Exercise], screen: Screen, *, at_home: bool, views: Views = PICTURED
) -> list[Text]:
    """The whole screen; `at_home` when the learner's own workspace was graded as it is, with nothing named."""
    states = {result.slug: state_of(result) for result in report.exercises}
    following = next_exercise(exercises, states)
    others = tuple(r for r in report.exercises if following is None or r.slug != following.slug)
    if len(report.exercises) == 1 and states[report.exercises[0].slug] is not State.TO_DO:
        return [*views.verdict(report.exercises[0], screen), *_notes(report, screen)]
    blocks = [
        views.overview(chapter_rows(exercises, states), screen) if at_home else [],
        _marks(others, exercises, screen, views, at_home=at_home),
        _following(report, following, states, screen, views),
        [views.totals(report, screen)] if set(states.values()) != {State.TO_DO} else [],
        _notes(report, screen),
    ]
    return _with_gaps(blocks)


def _marks(
    others: tuple[ExerciseResult, ...], exercises: Sequence[Exercise], screen: Screen, views: Views, *, at_home: bool
) -> list[Text]:
    """At home the grid already says what is to do and what passed; a line is for what is neither."""
    shown = tuple(r for r in others if state_of(r) is State.STARTED) if at_home else others
    return views.marks(shown, {exercise.slug: exercise.number for exercise in exercises}, screen)


def _following(
    report: Report, following: Exercise | None, states: dict[str, State], screen: Screen, views: Views
) -> list[Text]:
    if following is None:
        return []
    if states[following.slug] is State.TO_DO:
        return views.panel(panel_for(following, states, screen.commands), screen)
    result = next(result for result in report.exercises if result.slug == following.slug)
    return views.verdict(result, screen)


def _notes(report: Report, screen: Screen) -> list[Text]:
    lines = [line for notice in notices_of(report) for line in wrapped(notice, screen.width, 1, "dim")]
    return [Text(), *lines] if lines else []


def _with_gaps(blocks: list[list[Text]]) -> list[Text]:
    lines: list[Text] = []
    for block in blocks:
        lines += [Text(), *block] if lines and block else block
    return lines
