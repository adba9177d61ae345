"""`grader show`: the task of one exercise."""

import sys

from grader.cli.exit_code import ExitCode
from grader.cli.kit import Name, Sources, open_kit, the_one


def show(name: Name, *, sources: Sources = None) -> ExitCode:
    """Show the task of an exercise."""
    from grader.cli.console import console_for, write_plain
    from grader.reporters.terminal.reading import print_markdown

    exercise = the_one(open_kit(sources), name)
    console, screen = console_for(sys.stdout)
    if console.is_terminal:
        print_markdown(console, exercise.readme, screen)
    else:
        write_plain(exercise.readme)
    return ExitCode.PASSED
