"""`grader next`: where to go on."""

import sys

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, open_kit


def show_next(*, sources: Sources = None) -> ExitCode:
    """Show the exercise to go on with."""
    from rich.text import Text

    from grader.cli.console import console_for
    from grader.cli.going_on import known_states, next_exercise, panel_for
    from grader.reporters.terminal.overview import panel_view
    from grader.reporters.terminal.screen import print_lines

    kit = open_kit(sources)
    kit.need_workspace()
    states = known_states(kit)
    exercise = next_exercise(kit.catalog.exercises, states)
    console, screen = console_for(sys.stdout)
    if exercise is None:
        print_lines(console, [Text("All exercises passed. There is nothing left to do.", "bold")])
    else:
        print_lines(console, panel_view(panel_for(exercise, states, screen.commands), screen))
    return ExitCode.PASSED
