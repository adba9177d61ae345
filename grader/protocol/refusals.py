"""What cannot cross, named in the words of the person who made it."""

from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType
from typing import Any

from grader.protocol.errors import UncrossableValueError


def refusal(value: object, error: Exception) -> UncrossableValueError:
    """Why a value cannot cross, by the error that taking it apart ended in."""
    match error:
        case UncrossableValueError(is_whole=True):
            return error
        case UncrossableValueError():
            return UncrossableValueError(f"{error.what}, inside {describe(value)}")
        case _:
            return UncrossableValueError(f"{describe(value)} that raised {type(error).__name__} when it was read")


# What a learner could have meant instead.
_INSTEAD: dict[type, str] = {
    GeneratorType: "a generator, which nobody walked through",
    range: "a range (list(...) makes a list of it)",
    type({}.keys()): "the keys of a dict (list(...) makes a list of them)",
    type({}.values()): "the values of a dict (list(...) makes a list of them)",
    type({}.items()): "the items of a dict (list(...) makes a list of them)",
    map: "a map object (list(...) makes a list of it)",
    filter: "a filter object (list(...) makes a list of it)",
    zip: "a zip object (list(...) makes a list of it)",
}

_FUNCTIONS = frozenset({FunctionType, BuiltinFunctionType, MethodType})
_LONGEST_NAME = 60


def describe(value: object) -> str:
    """What a value is, in the words of the person who made it."""
    kind = type(value)
    if kind in _INSTEAD:
        return _INSTEAD[kind]
    if issubclass(kind, type):
        return f"the class {_short_name(value)}"
    if kind in _FUNCTIONS:
        name = _short_name(value)
        return "a lambda" if name == "<lambda>" else f"the function {name}"
    name = _short_name(kind)
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _short_name(named: Any) -> str:
    try:
        name = str.__str__(named.__name__)
    except Exception:  # noqa: BLE001 - a metaclass may do as it likes with the names of its classes
        name = "object"
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
