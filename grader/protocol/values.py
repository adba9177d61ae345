"""Python values that cross between the rooms, each tagged so that it arrives as what it was.

None, bools, floats, small integers, ordinary strings and bytes stand for themselves; all else is a list whose first
item names what it is. Never pickle.

Rule 1: what arrives is made of classes of the receiving room only: builtins, the world's own, and the stand-ins of
`standins`. No `__eq__`, `__hash__` or `__repr__` of the sender's runs here, so that comparing with what arrived is as
safe as comparing with a constant.
Rule 2: a subclass of a builtin crosses as that builtin, taken apart by the builtin's own methods: `Counter`,
`defaultdict` and `OrderedDict` as dicts, `IntEnum` and `HTTPStatus` as ints, FakeDatetime as the plain instant,
`bytearray` and `memoryview` as bytes. They arrive as something equal to what they were. Named tuples arrive as
tuples whose values are read by name too, dataclasses and enum members as records.
Rule 3: the world's own dataclasses, enums and exceptions are told to both rooms by name and arrive as themselves,
built past `__init__`: what was computed there must not be computed again.
Rule 4: what neither room could compare by value (views, ranges, deques, generators, functions that are nobody's) is
refused and named. Making it a list on the way would let an answer pass here that fails in one process.
Rule 5: reading trusts nothing, and raises `RemoteProtocolError` alone. Size, depth and the number of equal hashes
are limited there too, since the sender may not have used this file.

How exceptions cross stands in `exceptions`.
"""

import dataclasses
import enum
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType
from typing import Any, TypeVar

from grader.protocol.errors import RemoteProtocolError, UncrossableValueError
from grader.protocol.exceptions import (
    arguments_of,
    attributes_of,
    class_of_wire_name,
    error_name,
    find_error,
    notes_of,
    rebuild,
    safe_text,
    wire_name,
)
from grader.protocol.standins import ForeignError, Record, Row, parts

__all__ = [
    "Codec",
    "ForeignError",
    "Record",
    "Reference",
    "Row",
    "Wire",
    "error_name",
    "find_error",
    "is_plain_data",
    "safe_text",
]

Wire = Any

_T = TypeVar("_T")

MAX_DEPTH = 100
MAX_NODES = 200_000
MAX_BYTES = 1_000_000
MAX_EQUAL_HASHES = 1_000

_SMALL = 1 << 62


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """Something that stays in its room: `owner` holds it under `key`."""

    owner: str
    key: str
    type: str


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
        return value if type(value) in _PLAIN else _encode_whole(_Encoder(self), value)

    def decode(self, wire: Wire) -> Any:
        """The value of a wire form.

        Raises:
            RemoteProtocolError: it is no wire form.

        """
        if type(wire) in _SELF_EVIDENT:
            return wire
        try:
            return _Decoder(self).decode(wire, 0)
        except RemoteProtocolError:
            raise
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError, OverflowError) as error:
            raise RemoteProtocolError(f"not a value: {error}") from None

    def encode_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Wire:
        """The wire form of the arguments of a call, limited as one value is; raises as `encode` does."""
        encoder = _Encoder(self)
        by_name = [[name, _encode_whole(encoder, each)] for name, each in kwargs.items()]
        return [[_encode_whole(encoder, each) for each in args], by_name]

    def decode_call(self, wire: Wire) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a call; raises as `decode` does."""
        match wire:
            case [list(args), list(kwargs)]:
                pairs = [_named(pair) for pair in kwargs]
                return tuple([self.decode(each) for each in args]), {name: self.decode(each) for name, each in pairs}
        raise RemoteProtocolError("not the arguments of a call")


class _Encoder:
    """One value on its way out; counts what it sends, so that neither size nor depth can be without end."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._nodes = 0
        self._bytes = 0

    def encode(self, value: Any, depth: int) -> Wire:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise UncrossableValueError(f"more than {MAX_NODES} values in one", is_whole=True)
        if depth > MAX_DEPTH:
            what = f"{_describe(value)} nested more than {MAX_DEPTH} deep (does it contain itself?)"
            raise UncrossableValueError(what, is_whole=True)
        kind = type(value)
        if kind in _PLAIN or (kind is int and -_SMALL < value < _SMALL):
            return value
        encode = _BY_TYPE.get(kind)
        return encode(self, value, depth) if encode else self._encode_other(value, kind, depth)

    # Builtins: each takes its subclasses too, and asks nothing of them that these could answer.

    def _int(self, value: int, _depth: int) -> Wire:
        value = int.__pos__(value)
        if -_SMALL < value < _SMALL:
            return value
        self._weigh(value.bit_length() // 4)
        return ["int", hex(value)]

    def _float(self, value: float, _depth: int) -> Wire:
        return float.__pos__(value)

    def _complex(self, value: complex, _depth: int) -> Wire:
        value = complex.__pos__(value)
        return ["complex", value.real, value.imag]

    def _str(self, value: str, _depth: int) -> Wire:
        value = str.__str__(value)
        if value.isascii():
            self._weigh(len(value))
            return value
        try:
            self._weigh(len(value.encode()))
        except UnicodeEncodeError:
            data = value.encode("utf-8", "surrogatepass")
            self._weigh(len(data))
            return ["str", data]
        return value

    def _bytes_like(self, value: bytes | bytearray | memoryview, _depth: int) -> Wire:
        data = memoryview(value)
        self._weigh(data.nbytes)
        return data.tobytes()

    def _list(self, value: list[Any], depth: int) -> Wire:
        return ["list", self._all(list.__iter__(value), depth)]

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Wire:
        return ["tuple", self._all(tuple.__iter__(value), depth)]

    def _set(self, value: set[Any], depth: int) -> Wire:
        return ["set", self._in_order(set.__iter__(value), depth)]

    def _frozenset(self, value: frozenset[Any], depth: int) -> Wire:
        return ["frozenset", self._in_order(frozenset.__iter__(value), depth)]

    def _dict(self, value: dict[Any, Any], depth: int) -> Wire:
        items = (OrderedDict if isinstance(value, OrderedDict) else dict).items(value)
        return ["dict", [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in items]]

    def _datetime(self, value: datetime, _depth: int) -> Wire:
        return ["datetime", value.isoformat(), value.fold]

    def _date(self, value: date, _depth: int) -> Wire:
        return ["date", value.isoformat()]

    def _time(self, value: time, _depth: int) -> Wire:
        return ["time", value.isoformat(), value.fold]

    def _timedelta(self, value: timedelta, _depth: int) -> Wire:
        return ["timedelta", value.days, value.seconds, value.microseconds]

    def _all(self, items: Iterable[Any], depth: int) -> list[Wire]:
        return [self.encode(item, depth + 1) for item in items]

    def _in_order(self, items: Iterable[Any], depth: int) -> list[Wire]:
        # Sets walk by hash, which for strings differs from process to process; equal values must give equal bytes.
        return sorted(self._all(items, depth), key=repr)

    # The rest

    def _encode_other(self, value: Any, kind: type, depth: int) -> Wire:
        # Before references: a learner's own exception is one of theirs, and still has to be raised in the judge.
        if issubclass(kind, BaseException):
            return self._error(value, kind, depth)
        if issubclass(kind, enum.Enum):
            return self._member(value, kind, depth)
        reference = self._codec.refer(value)
        if reference is not None:
            return ["ref", reference.owner, reference.key, reference.type]
        if issubclass(kind, Record | Row):
            return self._standin(value, depth)
        if dataclasses.is_dataclass(kind):
            return self._dataclass(value, kind, depth)
        if issubclass(kind, tuple) and hasattr(kind, "_fields"):
            return self._row(kind.__name__, kind._fields, value, depth)
        for base, encode in _BY_BASE:
            if issubclass(kind, base):
                return encode(self, value, depth)
        raise UncrossableValueError(_describe(value), is_whole=depth == 0)

    def _member(self, value: Any, kind: type[enum.Enum], depth: int) -> Wire:
        if self._is_known(kind):
            if value.name in kind.__members__:
                return ["enum", kind.__name__, value.name]
            return ["flag", kind.__name__, self.encode(value.value, depth + 1)]
        for base, encode in _BY_BASE:
            if issubclass(kind, base):
                return encode(self, value, depth)
        fields = (("name", value.name), ("value", value.value))
        return ["record", kind.__name__, self._fields(fields, depth)]

    def _dataclass(self, value: Any, kind: type, depth: int) -> Wire:
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(kind))
        return ["data" if self._is_known(kind) else "record", kind.__name__, self._fields(fields, depth)]

    def _standin(self, value: Any, depth: int) -> Wire:
        if isinstance(value, Row):
            return self._row(value._type, value._fields, value, depth)
        name, fields = parts(value)
        return ["record", name, self._fields(fields, depth)]

    def _row(self, name: str, fields: tuple[str, ...], value: tuple[Any, ...], depth: int) -> Wire:
        return ["row", name, list(fields), self._all(tuple.__iter__(value), depth)]

    def _fields(self, fields: Iterable[tuple[str, Any]], depth: int) -> list[Wire]:
        return [[name, self.encode(item, depth + 1)] for name, item in fields]

    def _is_known(self, kind: type) -> bool:
        return self._codec.types.get(kind.__name__) is kind

    # Exceptions

    def _error(self, error: BaseException, kind: type[BaseException], depth: int) -> Wire:
        if issubclass(kind, BaseExceptionGroup):
            message = BaseExceptionGroup.message.__get__(error)
            members = BaseExceptionGroup.exceptions.__get__(error)
            crossing = ["group", self._str(message, depth), self._all(members, depth)]
        else:
            crossing = ["error", *self._described_error(error, kind, depth)]
        return [*crossing, notes_of(error), self._cause(error, depth)]

    def _described_error(self, error: BaseException, kind: type[BaseException], depth: int) -> Wire:
        name, text = wire_name(kind, self._codec.types), safe_text(error)
        self._weigh(len(text))
        if isinstance(error, ForeignError):
            return ["", error.type_name, error.text, [], []]
        known = class_of_wire_name(name, self._codec.types)
        if known is None:
            return ["", error_name(kind), text, [], []]
        attributes = [
            [attribute, crossing]
            for attribute, value in attributes_of(error, known).items()
            if (crossing := self._if_possible(value, depth)) is not _UNCROSSABLE
        ]
        arguments = self._if_possible(arguments_of(error), depth)
        return [name, error_name(kind), text, [text] if arguments is _UNCROSSABLE else arguments[1], attributes]

    def _cause(self, error: BaseException, depth: int) -> Wire:
        if error.__cause__ is None:
            return None
        cause = self._if_possible(error.__cause__, depth)
        return None if cause is _UNCROSSABLE else cause

    def _if_possible(self, value: Any, depth: int) -> Wire:
        """The wire form of what an exception could do without."""
        before = self._nodes, self._bytes
        try:
            return self.encode(value, depth + 1)
        except Exception:  # noqa: BLE001 - as in `Codec.encode`
            self._nodes, self._bytes = before
            return _UNCROSSABLE

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise UncrossableValueError(f"a value of more than {MAX_BYTES // 1_000_000} MB", is_whole=True)


_UNCROSSABLE = object()
_PLAIN = frozenset({type(None), bool, float})

_BY_TYPE: dict[type, Callable[[_Encoder, Any, int], Wire]] = {
    int: _Encoder._int,
    str: _Encoder._str,
    bytes: _Encoder._bytes_like,
    bytearray: _Encoder._bytes_like,
    memoryview: _Encoder._bytes_like,
    complex: _Encoder._complex,
    list: _Encoder._list,
    tuple: _Encoder._tuple,
    set: _Encoder._set,
    frozenset: _Encoder._frozenset,
    dict: _Encoder._dict,
}

# A datetime is a date too, and comes first. Patched clocks hand out subclasses of these.
_BY_BASE: tuple[tuple[type, Callable[[_Encoder, Any, int], Wire]], ...] = (
    *((kind, encode) for kind, encode in _BY_TYPE.items() if kind is not memoryview),
    (float, _Encoder._float),
    (datetime, _Encoder._datetime),
    (date, _Encoder._date),
    (time, _Encoder._time),
    (timedelta, _Encoder._timedelta),
)


class _Decoder:
    """Wire forms back to values; trusts nothing about them."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def decode(self, wire: Wire, depth: int) -> Any:
        if type(wire) in _SELF_EVIDENT:
            return wire
        if type(wire) is not list:
            raise RemoteProtocolError(f"a bare {type(wire).__name__} is no value")
        if depth > MAX_DEPTH:
            raise RemoteProtocolError("a value nested too deep")
        return _BY_TAG[wire[0]](self, depth + 1, *wire[1:])

    def _all(self, wires: Wire, depth: int) -> list[Any]:
        return [self.decode(wire, depth) for wire in _a(list, wires)]

    def _hashed(self, wires: Wire, depth: int) -> list[Any]:
        return _hashable(self._all(wires, depth))

    def _int(self, _depth: int, text: Wire) -> int:
        return int(_a(str, text), 16)

    def _str(self, _depth: int, data: Wire) -> str:
        return _a(bytes, data).decode("utf-8", "surrogatepass")

    def _complex(self, _depth: int, real: Wire, imaginary: Wire) -> complex:
        return complex(_a(float, real), _a(float, imaginary))

    def _list(self, depth: int, items: Wire) -> list[Any]:
        return self._all(items, depth)

    def _tuple(self, depth: int, items: Wire) -> tuple[Any, ...]:
        return tuple(self._all(items, depth))

    def _set(self, depth: int, items: Wire) -> set[Any]:
        return set(self._hashed(items, depth))

    def _frozenset(self, depth: int, items: Wire) -> frozenset[Any]:
        return frozenset(self._hashed(items, depth))

    def _dict(self, depth: int, items: Wire) -> dict[Any, Any]:
        pairs = [_a(list, pair) for pair in _a(list, items)]
        keys = self._hashed([key for key, _ in pairs], depth)
        return dict(zip(keys, self._all([item for _, item in pairs], depth), strict=True))

    def _datetime(self, _depth: int, text: Wire, fold: Wire) -> datetime:
        return datetime.fromisoformat(_a(str, text)).replace(fold=_a(int, fold))

    def _date(self, _depth: int, text: Wire) -> date:
        return date.fromisoformat(_a(str, text))

    def _time(self, _depth: int, text: Wire, fold: Wire) -> time:
        return time.fromisoformat(_a(str, text)).replace(fold=_a(int, fold))

    def _timedelta(self, _depth: int, days: Wire, seconds: Wire, microseconds: Wire) -> timedelta:
        return timedelta(_a(int, days), _a(int, seconds), _a(int, microseconds))

    def _enum(self, _depth: int, name: Wire, member: Wire) -> Any:
        return self._known(name, enum.Enum).__members__[_a(str, member)]

    def _flag(self, depth: int, name: Wire, value: Wire) -> Any:
        return self._known(name, enum.Flag)(self.decode(value, depth))

    def _data(self, depth: int, name: Wire, fields: Wire) -> Any:
        known = self._known(name, object)
        values = dict(self._fields(fields, depth))
        return _build(known, values)

    def _record(self, depth: int, name: Wire, fields: Wire) -> Record:
        return Record(_a(str, name), self._fields(fields, depth))

    def _row(self, depth: int, name: Wire, fields: Wire, items: Wire) -> Row:
        names = tuple([_a(str, field) for field in _a(list, fields)])
        values = tuple(self._all(items, depth))
        if len(names) != len(values):
            raise RemoteProtocolError("a named tuple with more names than values, or fewer")
        return Row(_a(str, name), names, values)

    def _fields(self, fields: Wire, depth: int) -> tuple[tuple[str, Any], ...]:
        pairs = [_named(pair) for pair in _a(list, fields)]
        return tuple([(name, self.decode(wire, depth)) for name, wire in pairs])

    def _known(self, name: Wire, base: type) -> Any:
        known = self._codec.types.get(_a(str, name))
        if known is None or not issubclass(known, base):
            raise RemoteProtocolError(f"no {base.__name__} of the world: {name!r}")
        return known

    def _error(
        self,
        depth: int,
        name: Wire,
        own_name: Wire,
        text: Wire,
        arguments: Wire,
        attributes: Wire,
        notes: Wire,
        cause: Wire,
    ) -> BaseException:
        known = class_of_wire_name(_a(str, name), self._codec.types)
        made = rebuild(
            known,
            _a(str, own_name),
            _a(str, text),
            tuple(self._all(arguments, depth)),
            dict(self._fields(attributes, depth)),
        )
        return self._complete(made, notes, cause, depth)

    def _group(self, depth: int, message: Wire, members: Wire, notes: Wire, cause: Wire) -> BaseException:
        made = BaseExceptionGroup(self.decode(message, depth), self._all(members, depth))
        return self._complete(made, notes, cause, depth)

    def _complete(self, error: BaseException, notes: Wire, cause: Wire, depth: int) -> BaseException:
        for note in _a(list, notes):
            error.add_note(_a(str, note))
        if cause is not None:
            error.__cause__ = self.decode(cause, depth)
        return error

    def _ref(self, _depth: int, owner: Wire, key: Wire, type_name: Wire) -> Any:
        if self._codec.resolve is None:
            raise RemoteProtocolError("a reference where none can be")
        return self._codec.resolve(Reference(_a(str, owner), _a(str, key), _a(str, type_name)))


_SELF_EVIDENT = frozenset({type(None), bool, int, float, str, bytes})

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
    "flag": _Decoder._flag,
    "data": _Decoder._data,
    "record": _Decoder._record,
    "row": _Decoder._row,
    "error": _Decoder._error,
    "group": _Decoder._group,
    "ref": _Decoder._ref,
}


def _a(kind: type[_T], wire: Wire) -> _T:
    """The wire form, if it is exactly of this type."""
    if type(wire) is not kind:
        raise RemoteProtocolError(f"{type(wire).__name__} where {kind.__name__} belongs")
    return wire


def _named(pair: Wire) -> tuple[str, Wire]:
    match pair:
        case [str(name), wire] if type(pair) is list:
            return name, wire
    raise RemoteProtocolError("not a name and a value")


def _hashable(items: list[Any]) -> list[Any]:
    """The items, unless so many of their hashes are equal that a set of them would take for ever."""
    if len(items) > MAX_EQUAL_HASHES:
        ((_, most),) = Counter(map(hash, items)).most_common(1)
        if most > MAX_EQUAL_HASHES:
            raise RemoteProtocolError(f"{most} values of equal hash in one set or dict")
    return items


def _build(known: type, values: Mapping[str, Any]) -> Any:
    names = [field.name for field in dataclasses.fields(known)]
    if set(names) != set(values):
        raise RemoteProtocolError(f"not the fields of {known.__name__}")
    made: Any = object.__new__(known)
    for name in names:
        object.__setattr__(made, name, values[name])
    return made


# What makes an object more than its data, by the protocols of Python that checks and worlds use.
_BEHAVIOUR = frozenset({"__call__", "__await__", "__aenter__", "__enter__", "__aiter__", "__anext__"})


def is_plain_data(kind: type) -> bool:
    """Whether objects of a class are all said by their values: nothing of its own can be called on them."""
    if not (dataclasses.is_dataclass(kind) or any(issubclass(kind, base) for base, _ in _BY_BASE)):
        return False
    own = [base for base in kind.__mro__ if base.__module__ == kind.__module__]
    return not any(
        callable(value) and (not name.startswith("_") or name in _BEHAVIOUR)
        for base in own
        for name, value in vars(base).items()
    )


def _encode_whole(encoder: _Encoder, value: object) -> Wire:
    try:
        return encoder.encode(value, 0)
    except Exception as error:  # noqa: BLE001 - taking a value apart may run properties and metaclasses of its own
        kind = type(value)
        if issubclass(kind, BaseException):
            # Why a call failed must always get out.
            return ["error", "", error_name(kind), safe_text(value), [], [], [], None]
        raise _refusal(value, error) from None


def _refusal(value: object, error: Exception) -> UncrossableValueError:
    match error:
        case UncrossableValueError(is_whole=True):
            return error
        case UncrossableValueError():
            return UncrossableValueError(f"{error.what}, inside {_describe(value)}")
        case _:
            return UncrossableValueError(f"{_describe(value)} that raised {type(error).__name__} when it was read")


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


def _describe(value: object) -> str:
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
