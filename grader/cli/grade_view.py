"""What a learner sees of a grading: one exercise in full, a mark for each other, and where to go on."""

from collections.abc import Sequence

from rich.text import Text

from grader.catalog.exercise import Exercise
from grader.cli.going_on import chapter_rows, next_exercise, panel_for
from grader.model.report import ExerciseResult, Report
from grader.reporters.notices import notices_of
from grader.reporters.terminal.overview import State, overview_view, panel_view
from grader.reporters.terminal.results import mark_lines, state_of, totals_line
from grader.reporters.terminal.screen import Screen
from grader.reporters.terminal.verdict import verdict_view
from grader.reporters.terminal.wrapping import wrapped


def grade_view(report: Report, exercises: Sequence[Exercise], screen: Screen, *, at_home: bool) -> list[Text]:
    """The whole screen; `at_home` when the learner's own workspace was graded as it is, with nothing named."""
    states = {result.slug: state_of(result) for result in report.exercises}
    following = next_exercise(exercises, states)
    others = tuple(r for r in report.exercises if following is None or r.slug != following.slug)
    if len(report.exercises) == 1 and states[report.exercises[0].slug] is not State.TO_DO:
        return [*verdict_view(report.exercises[0], screen), *_notes(report, screen)]
    blocks = [
        overview_view(chapter_rows(exercises, states), screen) if at_home else [],
        _marks(others, exercises, screen, at_home=at_home),
        _following(report, following, states, screen),
        [totals_line(report, screen)] if set(states.values()) != {State.TO_DO} else [],
        _notes(report, screen),
    ]
    return _with_gaps(blocks)


def _marks(
    others: tuple[ExerciseResult, ...], exercises: Sequence[Exercise], screen: Screen, *, at_home: bool
) -> list[Text]:
    """At home the grid already says what is to do and what passed; a line is for what is neither."""
    shown = tuple(r for r in others if state_of(r) is State.STARTED) if at_home else others
    return mark_lines(shown, {exercise.slug: exercise.number for exercise in exercises}, screen)


def _following(report: Report, following: Exercise | None, states: dict[str, State], screen: Screen) -> list[Text]:
    if following is None:
        return []
    if states[following.slug] is State.TO_DO:
        return panel_view(panel_for(following, states, screen.commands), screen)
    result = next(result for result in report.exercises if result.slug == following.slug)
    return verdict_view(result, screen)


def _notes(report: Report, screen: Screen) -> list[Text]:
    lines = [line for notice in notices_of(report) for line in wrapped(notice, screen.width, 1, "dim")]
    return [Text(), *lines] if lines else []


def _with_gaps(blocks: list[list[Text]]) -> list[Text]:
    lines: list[Text] = []
    for block in blocks:
        lines += [Text(), *block] if lines and block else block
    return lines
