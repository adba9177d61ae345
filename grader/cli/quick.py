"""A command line that says nothing unusual, read without the library for command lines.

Whatever is not plainly right is left to that: help, completion, whatever is misspelt or missing, and every notation
that is rarely used. So there is one place where errors come from, and here only two answers: the arguments, or none.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.cli.signature import Argument, Option, Taken, taken_by


class _Unusual(Exception):
    """Not for here."""


def arguments_of(verb: Callable[..., Any], words: Sequence[str]) -> dict[str, Any] | None:
    """What to call the verb with; `None` where that is not plain to see."""
    taken = list(taken_by(verb))
    try:
        return dict(_given(taken, words))
    except _Unusual:
        return None


def _given(taken: Sequence[Taken], words: Sequence[str]) -> Iterator[tuple[str, Any]]:
    named, placed = _sorted_out(words, {each.name: each for each in taken if not isinstance(each.said, Argument)})
    for each in taken:
        found = named.pop(each.name, []) if not isinstance(each.said, Argument) else _in_place(each, placed)
        if len(found) > 1 and not each.is_list:
            raise _Unusual
        if found:
            values = [_value(each, text) for text in found]
            yield each.parameter.name, values if each.is_list else values[0]
        elif each.is_needed:
            raise _Unusual
    if placed:
        raise _Unusual


def _sorted_out(words: Sequence[str], options: dict[str, Taken]) -> tuple[dict[str, list[str]], list[str]]:
    """What was given by name, and what by its place."""
    named: dict[str, list[str]] = {}
    placed: list[str] = []
    coming = iter(words)
    for word in coming:
        if not word.startswith("-"):
            placed.append(word)
            continue
        name, joined, text = word.partition("=")
        option = options.get(name)
        if option is None or (joined and option.kind is bool):
            raise _Unusual
        if not joined:
            text = "true" if option.kind is bool else next(coming, "-")
        named.setdefault(name, []).append(text)
    return named, placed


def _in_place(argument: Taken, placed: list[str]) -> list[str]:
    count = len(placed) if argument.is_list else 1
    found = placed[:count]
    del placed[:count]
    return found


def _value(taken: Taken, text: str) -> Any:
    # What begins with a dash may be a value, or an option whose value is missing; "-" is a file in some places.
    if not text or (text.startswith("-") and text != "-"):
        raise _Unusual
    if taken.kind is bool:
        return True
    if taken.kind is int:
        return _number(text, taken.said)
    if taken.kind in (str, Path):
        return taken.kind(text)
    raise _Unusual


def _number(text: str, said: Option | Argument) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise _Unusual
    number = int(text)
    if (said.min is not None and number < said.min) or (said.max is not None and number > said.max):
        raise _Unusual
    return number
