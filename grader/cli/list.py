"""`grader list`: every exercise, and how far the learner is."""

import json
from typing import Annotated, Any

from grader.catalog.exercise import Exercise
from grader.cli.console import write_plain
from grader.cli.exit_code import ExitCode
from grader.cli.going_on import known_states
from grader.cli.kit import Kit, Sources, from_here, name_what_is_left_out, open_kit
from grader.cli.signature import Option
from grader.reporters.terminal.overview import State


def list_exercises(
    *,
    as_json: Annotated[bool, Option("--json", help="For programs.")] = False,
    sources: Sources = None,
) -> ExitCode:
    """Show every exercise and how far you are with it."""
    kit = open_kit(sources)
    name_what_is_left_out(kit)
    states = known_states(kit)
    if as_json:
        rows = [_row(exercise, states[exercise.slug]) for exercise in kit.catalog.exercises]
        write_plain(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    else:
        _show(kit, states)
    return ExitCode.PASSED


def _row(exercise: Exercise, state: State) -> dict[str, Any]:
    return {
        "slug": exercise.slug,
        "number": exercise.number,
        "chapter": exercise.chapter.slug,
        "title": exercise.title,
        "version": exercise.manifest.version,
        "minutes": exercise.manifest.minutes,
        "teaches": exercise.manifest.teaches,
        "needs": exercise.manifest.needs,
        "file": from_here(exercise.paths.stub),
        "state": state.value,
    }


def _show(kit: Kit, states: dict[str, State]) -> None:
    import sys

    from rich.text import Text

    from grader.cli.console import console_for
    from grader.reporters.terminal.overview import mark_of
    from grader.reporters.terminal.screen import print_lines

    console, screen = console_for(sys.stdout)
    longest = max((len(exercise.slug) for exercise in kit.catalog.exercises), default=0)
    for chapter, exercises in kit.catalog.chapters.items():
        lines = [Text(f"{chapter.number} {chapter.slug}", "bold")]
        for exercise in exercises:
            mark = mark_of(states[exercise.slug], screen.glyphs)
            lines.append(
                Text.assemble("  ", mark, f" {exercise.number:<4} {exercise.slug:<{longest}}  {exercise.title}")
            )
        print_lines(console, lines)
