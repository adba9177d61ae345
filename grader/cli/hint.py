"""`grader hint`: one step of help at a time."""

import sys
from typing import Annotated

from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Name, Sources, open_kit, the_one
from grader.cli.signature import Argument


def hint(
    name: Name,
    number: Annotated[int, Argument(metavar="[N]", min=1, help="Which hint; each says more.")] = 1,
    *,
    sources: Sources = None,
) -> ExitCode:
    """Show a hint: first a question, then a pointer, then nearly the solution."""
    from rich.text import Text

    from grader.cli.console import console_for
    from grader.reporters.terminal.reading import paragraphs
    from grader.reporters.terminal.screen import print_lines

    exercise = the_one(open_kit(sources), name)
    hints = exercise.hints
    console, screen = console_for(sys.stdout)
    if number > len(hints):
        further = screen.commands.verb("solution", exercise.slug)
        raise RequestError(
            f"{exercise.slug} has {len(hints)} hints; there is no hint {number}.", f"After passing: `{further}`."
        )
    heading = Text(f"{exercise.slug}: hint {number} of {len(hints)}", "bold")
    lines = [heading, Text(), *paragraphs(hints[number - 1], screen)]
    if number < len(hints):
        more = screen.commands.verb("hint", exercise.slug, str(number + 1))
        lines += [Text(), Text.assemble(" more: ", (more, "cyan"))]
    print_lines(console, lines)
    return ExitCode.PASSED
