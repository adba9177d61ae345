"""The verbs by name, each loaded when it is asked for, and not with every other."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

VERBS = {
    "grade": "grade:grade",
    "list": "list:list_exercises",
    "next": "next:show_next",
    "show": "show:show",
    "hint": "hint:hint",
    "run": "run:run",
    "solution": "solution:solution",
    "reset": "reset:reset",
    "init": "init:init",
    "package": "package:package",
    "doctor": "doctor:doctor",
    "batch": "batch:batch",
    "merge": "merge:merge",
}
AUTHOR_VERBS = {"new": "author_new:author_new", "check": "author_check:author_check"}


def load(place: str) -> Callable[..., Any]:
    """The function of a verb."""
    module, _, name = place.partition(":")
    verb: Callable[..., Any] = getattr(import_module(f"grader.cli.{module}"), name)
    return verb


def find(words: Sequence[str]) -> tuple[Callable[..., Any], Sequence[str]] | None:
    """The verb that a command line begins with, and what follows; `None` where it begins with none."""
    verbs, rest = (AUTHOR_VERBS, words[1:]) if words[:1] == ["author"] else (VERBS, words)
    place = verbs.get(rest[0]) if rest else None
    return None if place is None else (load(place), rest[1:])
