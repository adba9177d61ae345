"""Python values that cross between the rooms, each tagged so that it arrives as what it was.

None, bools, floats, small integers, ordinary strings and bytes stand for themselves; all else is a list whose first
item names what it is. Only exact builtin types are taken: a subclass of `int` with an `__eq__` of its own would
otherwise be compared by the judge's checks. Never pickle.

What a room has beyond plain data is told to its `Codec`: the dataclasses, enums and exceptions of the world by
name, and what crosses by reference. A dataclass, enum or exception that the receiver does not know arrives as a
`Record` or through `foreign_error`; the class itself never crosses.
"""

import asyncio
import builtins
import dataclasses
import enum
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from grader.protocol.errors import RemoteProtocolError, UncrossableValueError

Wire = Any

MAX_DEPTH = 100
MAX_NODES = 200_000
MAX_BYTES = 1_000_000

_SMALL = 1 << 62
_PLAIN = frozenset({type(None), bool, float})
_SEQUENCES: dict[str, Callable[[Iterable[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """Something that stays in its room: `owner` holds it under `key`."""

    owner: str
    key: str
    type: str


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """A dataclass or an enum member whose class is not known here."""

    type: str
    fields: tuple[tuple[str, Any], ...]

    def __getattr__(self, name: str) -> Any:
        """Read a field by its name."""
        for field, value in object.__getattribute__(self, "fields"):
            if field == name:
                return value
        raise AttributeError(f"{self.type} has no field {name!r}")


class ForeignError(Exception):
    """An exception whose class is not known here."""

    def __init__(self, type_name: str, text: str) -> None:
        """Take the name of the class and the text of the exception."""
        self.type_name = type_name
        self.text = text
        super().__init__(f"{type_name}: {text}" if text else type_name)


class Codec:
    """One room's way of sending and reading values."""

    def __init__(
        self,
        types: Mapping[str, type] | None = None,
        refer: Callable[[Any], Reference | None] = lambda _: None,
        resolve: Callable[[Reference], Any] | None = None,
    ) -> None:
        """Take the world's types by name, what crosses by reference, and how a reference is resolved."""
        self.types = dict(types or {})
        self.refer = refer
        self.resolve = resolve

    def encode(self, value: object) -> Wire:
        """The wire form of a value.

        Raises:
            UncrossableValueError: the value, or something inside it, has none.

        """
        return _Encoder(self).encode(value, 0)

    def decode(self, wire: Wire) -> Any:
        """The value of a wire form.

        Raises:
            RemoteProtocolError: it is no wire form.

        """
        try:
            return _Decoder(self).decode(wire)
        except RemoteProtocolError:
            raise
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError, OverflowError) as error:
            raise RemoteProtocolError(f"not a value: {error}") from None

    def encode_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Wire:
        """The wire form of the arguments of a call."""
        return [self.encode(args), self.encode(dict(kwargs))]

    def decode_call(self, wire: Wire) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a call; raises as `decode` does."""
        if not (isinstance(wire, list) and len(wire) == 2):  # noqa: PLR2004 - positional and keyword arguments
            raise RemoteProtocolError("not the arguments of a call")
        args, kwargs = self.decode(wire[0]), self.decode(wire[1])
        if not (isinstance(args, tuple) and isinstance(kwargs, dict) and all(isinstance(key, str) for key in kwargs)):
            raise RemoteProtocolError("not the arguments of a call")
        return args, kwargs


class _Encoder:
    """One value on its way out; counts what it sends, so that neither size nor depth can be without end."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._nodes = 0
        self._bytes = 0

    def encode(self, value: Any, depth: int) -> Wire:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise UncrossableValueError(f"more than {MAX_NODES} values in one")
        if depth > MAX_DEPTH:
            raise UncrossableValueError("a value nested without end (does it contain itself?)")
        kind = type(value)
        if kind in _PLAIN:
            return value
        encode = _BY_TYPE.get(kind)
        return encode(self, value, depth) if encode else self._encode_other(value, depth)

    def _int(self, value: int, _depth: int) -> Wire:
        if -_SMALL < value < _SMALL:
            return value
        self._weigh(value.bit_length() // 8)
        return ["int", hex(value)]

    def _str(self, value: str, _depth: int) -> Wire:
        self._weigh(len(value))
        if value.isascii():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return ["str", value.encode("utf-8", "surrogatepass")]
        return value

    def _bytes_(self, value: bytes, _depth: int) -> Wire:
        self._weigh(len(value))
        return value

    def _complex(self, value: complex, _depth: int) -> Wire:
        return ["complex", value.real, value.imag]

    def _sequence(self, value: Iterable[Any], depth: int) -> Wire:
        return [type(value).__name__, [self.encode(item, depth + 1) for item in value]]

    def _unordered(self, value: Iterable[Any], depth: int) -> Wire:
        # Sets walk by hash, which for strings differs from process to process; equal values must give equal bytes.
        return [type(value).__name__, sorted((self.encode(item, depth + 1) for item in value), key=repr)]

    def _dict(self, value: dict[Any, Any], depth: int) -> Wire:
        return ["dict", [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in value.items()]]

    def _encode_other(self, value: Any, depth: int) -> Wire:
        reference = self._codec.refer(value)
        if reference is not None:
            return ["ref", reference.owner, reference.key, reference.type]
        if isinstance(value, BaseException):
            return self._error(value, depth)
        if isinstance(value, enum.Enum):
            return ["enum", type(value).__name__, value.name]
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value, depth)
        if isinstance(value, Record):
            return ["data", value.type, [[name, self.encode(item, depth + 1)] for name, item in value.fields]]
        # Last, since patched clocks hand out subclasses of these; what crosses is the plain instant.
        if isinstance(value, date | time | timedelta):
            return _encode_moment(value)
        raise UncrossableValueError(_describe(value))

    def _dataclass(self, value: Any, depth: int) -> Wire:
        fields = [
            [field.name, self.encode(getattr(value, field.name), depth + 1)] for field in dataclasses.fields(value)
        ]
        return ["data", type(value).__name__, fields]

    def _error(self, error: BaseException, depth: int) -> Wire:
        if isinstance(error, BaseExceptionGroup):
            members = [self.encode(member, depth + 1) for member in error.exceptions]
            return ["group", type(error).__name__, self._str(str(error.message), depth), members]
        return ["error", error_name(type(error)), safe_text(error), self._error_arguments(error, depth)]

    def _error_arguments(self, error: BaseException, depth: int) -> Wire:
        try:
            return [self.encode(argument, depth + 1) for argument in error.args]
        except UncrossableValueError:
            return [safe_text(error)]

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise UncrossableValueError(f"a value of more than {MAX_BYTES // 1_000_000} MB")


_BY_TYPE: dict[type, Callable[[_Encoder, Any, int], Wire]] = {
    int: _Encoder._int,
    str: _Encoder._str,
    bytes: _Encoder._bytes_,
    complex: _Encoder._complex,
    list: _Encoder._sequence,
    tuple: _Encoder._sequence,
    set: _Encoder._unordered,
    frozenset: _Encoder._unordered,
    dict: _Encoder._dict,
}


def _encode_moment(value: Any) -> Wire:
    match value:
        case datetime():
            return ["datetime", value.isoformat(), value.fold]
        case date():
            return ["date", value.isoformat()]
        case time():
            return ["time", value.isoformat(), value.fold]
        case _:
            return ["timedelta", value.days, value.seconds, value.microseconds]


class _Decoder:
    """Wire forms back to values; trusts nothing about them."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def decode(self, wire: Wire) -> Any:
        if not isinstance(wire, list):
            if isinstance(wire, dict):
                raise RemoteProtocolError("a bare mapping is no value")
            return wire
        return _BY_TAG[wire[0]](self, *wire[1:])

    def _all(self, wires: list[Wire]) -> list[Any]:
        return [self.decode(wire) for wire in wires]

    def _int(self, text: str) -> int:
        return int(text, 16)

    def _str(self, data: bytes) -> str:
        return data.decode("utf-8", "surrogatepass")

    def _complex(self, real: float, imaginary: float) -> complex:
        return complex(real, imaginary)

    def _list(self, items: list[Wire]) -> list[Any]:
        return self._all(items)

    def _tuple(self, items: list[Wire]) -> tuple[Any, ...]:
        return tuple(self._all(items))

    def _set(self, items: list[Wire]) -> set[Any]:
        return set(self._all(items))

    def _frozenset(self, items: list[Wire]) -> frozenset[Any]:
        return frozenset(self._all(items))

    def _dict(self, items: list[tuple[Wire, Wire]]) -> dict[Any, Any]:
        return {self.decode(key): self.decode(value) for key, value in items}

    def _datetime(self, text: str, fold: int) -> datetime:
        return datetime.fromisoformat(text).replace(fold=fold)

    def _date(self, text: str) -> date:
        return date.fromisoformat(text)

    def _time(self, text: str, fold: int) -> time:
        return time.fromisoformat(text).replace(fold=fold)

    def _timedelta(self, days: int, seconds: int, microseconds: int) -> timedelta:
        return timedelta(days, seconds, microseconds)

    def _enum(self, name: str, member: str) -> Any:
        known = self._codec.types.get(name)
        if known is not None and issubclass(known, enum.Enum):
            return known[member]
        return Record(name, (("name", member),))

    def _data(self, name: str, fields: list[tuple[str, Wire]]) -> Any:
        values = {field: self.decode(wire) for field, wire in fields}
        known = self._codec.types.get(name)
        if known is not None and dataclasses.is_dataclass(known):
            return _rebuild(known, values)
        return Record(name, tuple(values.items()))

    def _error(self, name: str, text: str, arguments: list[Wire]) -> BaseException:
        known = find_error(name, self._codec.types)
        if known is None:
            return ForeignError(name, str(text))
        try:
            return known(*self._all(arguments))
        except TypeError:
            return ForeignError(name, str(text))

    def _group(self, name: str, message: str, members: list[Wire]) -> BaseException:
        errors = self._all(members)
        known = ExceptionGroup if name == "ExceptionGroup" else BaseExceptionGroup
        return known(self.decode(message), errors)

    def _ref(self, owner: str, key: str, type_name: str) -> Any:
        if self._codec.resolve is None:
            raise RemoteProtocolError("a reference where none can be")
        return self._codec.resolve(Reference(owner, key, type_name))


_BY_TAG: dict[str, Callable[..., Any]] = {
    "int": _Decoder._int,
    "str": _Decoder._str,
    "complex": _Decoder._complex,
    "list": _Decoder._list,
    "tuple": _Decoder._tuple,
    "set": _Decoder._set,
    "frozenset": _Decoder._frozenset,
    "dict": _Decoder._dict,
    "datetime": _Decoder._datetime,
    "date": _Decoder._date,
    "time": _Decoder._time,
    "timedelta": _Decoder._timedelta,
    "enum": _Decoder._enum,
    "data": _Decoder._data,
    "error": _Decoder._error,
    "group": _Decoder._group,
    "ref": _Decoder._ref,
}


def _rebuild(known: type, values: Mapping[str, Any]) -> Any:
    """A dataclass from its fields, past `__init__`: a field computed there must not be computed again."""
    names = [field.name for field in dataclasses.fields(known)]
    if set(names) != set(values):
        raise RemoteProtocolError(f"not the fields of {known.__name__}")
    made = object.__new__(known)
    for name in names:
        object.__setattr__(made, name, values[name])
    return made


def error_name(kind: type[BaseException]) -> str:
    """The name under which an exception class crosses: the nearest class that the other room may know."""
    if kind.__module__ == "builtins":
        return kind.__name__
    if kind.__module__.startswith("asyncio"):
        return f"asyncio.{kind.__name__}"
    return kind.__qualname__


def find_error(name: str, types: Mapping[str, type]) -> type[BaseException] | None:
    """The exception class of a name, among builtins, asyncio's and the world's."""
    if name.startswith("asyncio."):
        found = getattr(asyncio, name.removeprefix("asyncio."), None)
    else:
        found = types.get(name) or getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def safe_text(value: object, limit: int = 500) -> str:
    """`str(value)` of something that may raise, or be endless, when asked."""
    try:
        text = str(value)
    except BaseException as error:  # noqa: BLE001 - a learner's __str__ may raise whatever it likes
        text = f"<no text: its __str__ raised {type(error).__name__}>"
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _describe(value: object) -> str:
    name = type(value).__name__
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name}"
