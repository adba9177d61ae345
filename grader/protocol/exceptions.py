"""Exceptions by name: which class stands for one in the other room, and how one is put together again there.

A class crosses as the nearest of its bases that both rooms know: builtins, asyncio's, the world's. So a learner's
own `class NotFound(KeyError)` is still caught as a `KeyError`, while one that is nothing but an `Exception` arrives
as a `ForeignError` with its name. With it cross its arguments, its attributes, its notes and its `__cause__`; what
of them cannot is left behind, and the exception still arrives. `__context__` and the traceback stay: which of the
learner's lines an exception went through is told by `messages.Failure`.

Putting together never runs an `__init__` written in Python: it would see the arguments that some base class got, and
take the text of an exception for its status code.
"""

import asyncio
import builtins
from collections.abc import Mapping
from typing import Any

from grader.protocol.standins import ForeignError

_ASYNCIO = "asyncio."
_WORLD = "world."

# What says no more about an exception than that it is one.
_NONDESCRIPT = (Exception, BaseException)


def error_name(kind: type[BaseException]) -> str:
    """What people call an exception class: builtins by their bare name, asyncio's with its module's."""
    module = str(kind.__module__)
    return f"{_ASYNCIO}{kind.__name__}" if module.split(".", 1)[0] == "asyncio" else kind.__qualname__


def find_error(name: str, types: Mapping[str, type]) -> type[BaseException] | None:
    """The exception class of a name, among the world's, asyncio's and builtins."""
    if name.startswith(_ASYNCIO):
        found = getattr(asyncio, name.removeprefix(_ASYNCIO), None)
    else:
        found = types.get(name) or getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def wire_name(kind: type[BaseException], types: Mapping[str, type]) -> str:
    """The name under which a class crosses, that of its nearest base which has one; empty where there is none."""
    base, name = next((base, name) for base in kind.__mro__ if (name := _common_name(base, types)))
    return "" if base in _NONDESCRIPT and base is not kind else name


def _common_name(kind: type, types: Mapping[str, type]) -> str | None:
    if types.get(kind.__name__) is kind:
        return f"{_WORLD}{kind.__name__}"
    name = kind.__name__ if kind.__module__ == "builtins" else error_name(kind)
    return name if find_error(name, {}) is kind else None


def class_of_wire_name(name: str, types: Mapping[str, type]) -> type[BaseException] | None:
    """The class that `wire_name` named."""
    if name.startswith(_WORLD):
        known = types.get(name.removeprefix(_WORLD))
        return known if known is not None and issubclass(known, BaseException) else None
    return find_error(name, {})


def arguments_of(error: BaseException) -> tuple[Any, ...]:
    """The arguments that make an equal exception."""
    args: tuple[Any, ...] = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    if isinstance(error, OSError) and len(args) == 2 and error.filename is not None:
        # OSError keeps the file names out of `args`.
        return (*args, error.filename) if error.filename2 is None else (*args, error.filename, None, error.filename2)
    return args


def attributes_of(error: BaseException, known: type[BaseException]) -> dict[str, Any]:
    """What else the exception carries, as far as the other room would take it."""
    return {name: value for name, value in vars(error).items() if _is_free(name, known)}


def notes_of(error: BaseException) -> list[str]:
    """What was said by `add_note`."""
    notes = vars(error).get("__notes__", ())
    return [str.__str__(note) for note in notes if isinstance(note, str)] if isinstance(notes, list) else []


def rebuild(
    known: type[BaseException] | None,
    own_name: str,
    text: str,
    arguments: tuple[Any, ...],
    attributes: Mapping[str, Any],
) -> BaseException:
    """An exception from its parts; a `ForeignError` where the class is not known or would not take them."""
    made = _make(known, arguments) if known is not None else None
    if made is None:
        return ForeignError(own_name, text)
    for name, value in attributes.items():
        if _is_free(name, type(made)):
            vars(made)[name] = value
    return made


def _make(known: type[BaseException], arguments: tuple[Any, ...]) -> BaseException | None:
    base = next(each for each in known.__mro__ if each.__module__ == "builtins")
    assert issubclass(base, BaseException)
    if issubclass(base, BaseExceptionGroup):
        return None
    if issubclass(base, SyntaxError):
        # Columns far out make `traceback` draw carets up to them, in this room.
        arguments = arguments[:1]
    try:
        made = base.__new__(known, *arguments)
        base.__init__(made, *arguments)
    except (TypeError, ValueError, OverflowError):
        return None
    return made if _is_sound(made) else None


def _is_sound(error: BaseException) -> bool:
    """Whether the text of an exception may be asked for: Python before 3.14 trusts the range of a UnicodeError."""
    if isinstance(error, UnicodeDecodeError | UnicodeEncodeError | UnicodeTranslateError):
        return 0 <= error.start < error.end <= len(error.object)
    return True


def _is_free(name: str, kind: type[BaseException]) -> bool:
    """Whether an attribute may be set without hiding anything that is asked of exceptions."""
    if not name.isidentifier() or name.startswith("_"):
        return False
    of_class = getattr(kind, name, None)
    return not (hasattr(BaseException, name) or callable(of_class) or hasattr(of_class, "__set__"))


def safe_text(value: object, limit: int = 500) -> str:
    """`str(value)` of something that may raise, or be endless, when asked."""
    try:
        text = str.__str__(str(value))
    except BaseException as error:  # noqa: BLE001 - a learner's __str__ may raise whatever it likes
        text = f"<no text: its __str__ raised {type(error).__name__}>"
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return text.encode("utf-8", "replace").decode()
