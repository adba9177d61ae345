"""How far the learner is, which exercise is next, and the panel that leads there."""

from collections.abc import Mapping, Sequence

from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_text
from grader.catalog.submission import SubmittedText, read_submission
from grader.cli.kit import Kit, from_here
from grader.reporters.terminal.overview import ChapterRow, Panel, State, Step
from grader.reporters.terminal.screen import Commands
from grader.workspace.progress import Progress, read_progress


def known_states(kit: Kit) -> dict[str, State]:
    """How far the learner is with each exercise, without running anything."""
    if kit.workspace is None:
        return {exercise.slug: State.TO_DO for exercise in kit.catalog.exercises}
    progress = read_progress(kit.workspace)
    return {exercise.slug: _known_state(exercise, progress) for exercise in kit.catalog.exercises}


def _known_state(exercise: Exercise, progress: Progress) -> State:
    submitted = read_submission(exercise.paths.stub)
    if not isinstance(submitted, SubmittedText):
        return State.STARTED
    if exercise.is_untouched(submitted.text):
        return State.TO_DO
    return State.PASSED if progress.passes(exercise.slug, of_text(submitted.text)) else State.STARTED


def next_exercise(exercises: Sequence[Exercise], states: Mapping[str, State]) -> Exercise | None:
    """The first that was started and is not right yet, else the first to do; `None` when all is done."""
    for wanted in (State.STARTED, State.TO_DO):
        for exercise in exercises:
            if states.get(exercise.slug) is wanted:
                return exercise
    return None


def chapter_rows(exercises: Sequence[Exercise], states: Mapping[str, State]) -> list[ChapterRow]:
    """The states by chapter."""
    chapters = dict.fromkeys(exercise.chapter for exercise in exercises)
    return [
        ChapterRow(chapter.number, chapter.slug, tuple(states[e.slug] for e in exercises if e.chapter == chapter))
        for chapter in chapters
    ]


def panel_for(exercise: Exercise, states: Mapping[str, State], commands: Commands) -> Panel:
    """How to begin or go on with the exercise."""
    untouched = set(states.values()) <= {State.TO_DO}
    steps = (
        Step("open", from_here(exercise.paths.stub)),
        Step("read", "README.md beside it"),
        Step("then", commands.grade, "again, whenever you have saved"),
        Step("stuck", commands.verb("hint", exercise.slug)),
    )
    minutes = exercise.manifest.minutes
    heading = "Start here" if untouched else "Next"
    return Panel(heading, exercise.number, exercise.title, minutes, exercise.opening, steps)
