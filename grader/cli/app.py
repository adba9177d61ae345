"""The verbs, put together."""

from functools import cache
from typing import Any

import typer

from grader.cli.author_check import author_check
from grader.cli.author_new import author_new
from grader.cli.batch import batch
from grader.cli.doctor import doctor
from grader.cli.grade import grade
from grader.cli.hint import hint
from grader.cli.init import init
from grader.cli.list import list_exercises
from grader.cli.merge import merge
from grader.cli.next import show_next
from grader.cli.package import package
from grader.cli.reset import reset
from grader.cli.run import run
from grader.cli.show import show
from grader.cli.solution import solution

_HELP = "Exercises that turn sequential Python into concurrent coroutines, and the grader that says why and where."


@cache
def command() -> Any:
    """The whole command line as one command."""
    app = typer.Typer(help=_HELP, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_nothing)
    app.command("grade")(grade)
    app.command("list")(list_exercises)
    app.command("next")(show_next)
    app.command("show")(show)
    app.command("hint")(hint)
    app.command("run")(run)
    app.command("solution")(solution)
    app.command("reset")(reset)
    app.command("init")(init)
    app.command("package")(package)
    app.command("doctor")(doctor)
    app.command("batch")(batch)
    app.command("merge")(merge)
    app.add_typer(_author(), name="author")
    return typer.main.get_command(app)


def _author() -> typer.Typer:
    author = typer.Typer(help="Write and prove exercises.")
    author.callback()(_nothing_more)
    author.command("new")(author_new)
    author.command("check")(author_check)
    return author


def _nothing() -> None:
    """With a callback, a single verb still has to be named."""


def _nothing_more() -> None:
    """Write and prove exercises."""


_nothing.__doc__ = _HELP
