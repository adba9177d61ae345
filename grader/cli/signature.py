"""How a verb says what it takes: beside the annotations of its parameters.

Typer says the same with classes of its own. But loading it, and what newer versions of it build on, takes longer than
most verbs take for their work, so it is loaded where a command line needs it: `app` has its words for these.
"""

from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin


class Option(NamedTuple):
    """A parameter that is named on the command line: as it is in Python, where it has no name of its own."""

    name: str | None = None
    metavar: str | None = None
    help: str | None = None
    min: int | None = None
    max: int | None = None
    show_default: bool = True


class Argument(NamedTuple):
    """A parameter that is known by its place."""

    metavar: str | None = None
    help: str | None = None
    min: int | None = None
    max: int | None = None
    show_default: bool = True


class Taken(NamedTuple):
    """One parameter of a verb, with what its annotation says of it."""

    parameter: Parameter
    said: Option | Argument

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        own = self.said.name if isinstance(self.said, Option) else None
        return own or f"--{self.parameter.name.replace('_', '-')}"

    @property
    def plain_annotation(self) -> Any:
        """Its annotation without what is said beside it."""
        return self.parameter.annotation.__origin__

    @property
    def kind(self) -> Any:
        """The type of what it takes, or of each item of a list."""
        (inner,) = get_args(self._present) if self.is_list else (self._present,)
        return inner

    @property
    def is_list(self) -> bool:
        """Whether it takes any number of them."""
        return get_origin(self._present) is list

    @property
    def is_needed(self) -> bool:
        """Whether a command line without it is none."""
        return self.parameter.default is Parameter.empty

    @property
    def _present(self) -> Any:
        """What it is where it was given."""
        annotation = self.plain_annotation
        if get_origin(annotation) is UnionType:
            (annotation,) = (each for each in get_args(annotation) if each is not NoneType)
        return annotation


def taken_by(verb: Callable[..., Any]) -> Iterator[Taken]:
    """The parameters of a verb."""
    for parameter in signature(verb).parameters.values():
        (said,) = parameter.annotation.__metadata__
        yield Taken(parameter, said)
