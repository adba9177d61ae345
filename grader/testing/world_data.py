"""The data of a world as it stood at one instant.

A check that reads it after the run gets a copy of its own: what it does to that changes nothing that it could see
elsewhere, as long as it calls nothing more. Only plain data is copied, all the way down; of anything else nobody knows
what a copy would leave out.
"""

import contextlib
from types import ModuleType
from typing import Any

_CONSTANTS = (type(None), bool, int, float, str, bytes)
_HOLDERS = (list, tuple, set, frozenset)
_DEEPEST = 20


class NotPlainError(Exception):
    """A value is something else than plain data, or holds it."""


def data_of(world: ModuleType) -> dict[str, Any]:
    """The plain data of a world by name, copied."""
    data = {}
    for name, value in vars(world).items():
        if not name.startswith("__") and isinstance(value, (*_CONSTANTS, *_HOLDERS, dict)):
            with contextlib.suppress(NotPlainError):
                data[name] = copied(value)
    return data


def copied(value: Any, depth: int = 0) -> Any:
    """A copy that shares with the value only what cannot change.

    Raises:
        NotPlainError: there is no such copy.

    """
    if isinstance(value, _CONSTANTS):
        return value
    if depth < _DEEPEST and type(value) is dict:
        return {copied(key, depth + 1): copied(each, depth + 1) for key, each in value.items()}
    if depth < _DEEPEST and type(value) in _HOLDERS:
        return type(value)([copied(each, depth + 1) for each in value])
    raise NotPlainError


def is_constant(value: Any) -> bool:
    """Whether a check can neither change a value nor see it change."""
    if isinstance(value, (tuple, frozenset)):
        return all(map(is_constant, value))
    return isinstance(value, _CONSTANTS)
