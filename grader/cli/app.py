"""The verbs as one command of typer's: help, completion, and what is said of a command line that is wrong."""

import functools
from collections.abc import Callable
from inspect import Signature
from typing import Annotated, Any

import typer

from grader.cli.signature import Argument, Option, Taken, taken_by
from grader.cli.verbs import AUTHOR_VERBS, VERBS, load

_HELP = "Exercises that turn sequential Python into concurrent coroutines, and the grader that says why and where."


@functools.cache
def command() -> Any:
    """The whole command line as one command."""
    app = typer.Typer(help=_HELP, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(_nothing)
    _add(app, VERBS)
    author = typer.Typer(help="Write and prove exercises.")
    author.callback()(_nothing_more)
    _add(author, AUTHOR_VERBS)
    app.add_typer(author, name="author")
    return typer.main.get_command(app)


def _add(app: typer.Typer, verbs: dict[str, str]) -> None:
    for name, place in verbs.items():
        app.command(name)(_in_words_of_typer(load(place)))


def _in_words_of_typer(verb: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(verb)
    def called(*args: Any, **kwargs: Any) -> Any:
        return verb(*args, **kwargs)

    parameters = [each.parameter.replace(annotation=_annotation(each)) for each in taken_by(verb)]
    called.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # what `inspect.signature` looks for
    return called


def _annotation(taken: Taken) -> Any:
    return Annotated[taken.plain_annotation, _info(taken.said)]


def _info(said: Option | Argument) -> Any:
    shown: dict[str, Any] = {
        "metavar": said.metavar,
        "help": said.help,
        "min": said.min,
        "max": said.max,
        "show_default": said.show_default,
    }
    if isinstance(said, Argument):
        return typer.Argument(**shown)
    return typer.Option(*([said.name] if said.name else []), **shown)


def _nothing() -> None:
    """With a callback, a single verb still has to be named."""


def _nothing_more() -> None:
    """Write and prove exercises."""


_nothing.__doc__ = _HELP
