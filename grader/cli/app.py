"""The verbs, put together."""

from typing import Any

import typer

from grader.cli.doctor import doctor
from grader.cli.grade import grade
from grader.cli.list import list_exercises

_HELP = "Exercises that turn sequential Python into concurrent coroutines, and the grader that says why and where."


def command() -> Any:
    """The whole command line as one command."""
    app = typer.Typer(help=_HELP, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_nothing)
    app.command("grade")(grade)
    app.command("list")(list_exercises)
    app.command("doctor")(doctor)
    return typer.main.get_command(app)


def _nothing() -> None:
    """With a callback, a single verb still has to be named."""


_nothing.__doc__ = _HELP
