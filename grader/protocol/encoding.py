"""The way out of a room: values taken apart into wire forms. The rules stand in `values`."""

import dataclasses
import enum
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from grader.protocol.errors import UncrossableValueError
from grader.protocol.exceptions import (
    arguments_of,
    attributes_of,
    class_of_wire_name,
    error_name,
    notes_of,
    safe_text,
    wire_name,
)
from grader.protocol.refusals import describe, refusal
from grader.protocol.standins import ForeignError, Record, Row, parts
from grader.protocol.wire import MAX_BYTES, MAX_DEPTH, MAX_NODES, Refer, Wire

_SMALL = 1 << 62
_SHORT = 1_000


class Encoder:
    """One value on its way out; counts what it sends, so that neither size nor depth can be without end."""

    def __init__(self, types: Mapping[str, type], refer: Refer) -> None:
        """Take the world's types by name, and what crosses by reference."""
        self._types = types
        self._refer = refer
        self._nodes = 0
        self._bytes = 0

    def encode_whole(self, value: object) -> Wire:
        """The wire form of a value that crosses by itself; refused, it is named."""
        try:
            return self.encode(value, 0)
        except Exception as error:  # noqa: BLE001 - taking a value apart may run properties and metaclasses of its own
            kind = type(value)
            if issubclass(kind, BaseException):
                # Why a call failed must always get out.
                return ["error", "", error_name(kind), safe_text(value), [], [], [], None]
            raise refusal(value, error) from None

    def encode(self, value: Any, depth: int) -> Wire:
        """The wire form of a value that lies `depth` deep in what crosses."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise UncrossableValueError(f"more than {MAX_NODES} values in one", is_whole=True)
        if depth > MAX_DEPTH:
            what = f"{describe(value)} nested more than {MAX_DEPTH} deep (does it contain itself?)"
            raise UncrossableValueError(what, is_whole=True)
        kind = type(value)
        if kind in PLAIN or (kind is int and -_SMALL < value < _SMALL):
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
        reference = self._refer(value)
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
        raise UncrossableValueError(describe(value), is_whole=depth == 0)

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
        return self._types.get(kind.__name__) is kind

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
        name, text = wire_name(kind, self._types), safe_text(error)
        self._weigh(len(text))
        if isinstance(error, ForeignError):
            return ["", error.type_name, error.text, [], []]
        known = class_of_wire_name(name, self._types)
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
        except Exception:  # noqa: BLE001 - as in `encode_whole`
            self._nodes, self._bytes = before
            return _UNCROSSABLE

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise UncrossableValueError(f"a value of more than {MAX_BYTES // 1_000_000} MB", is_whole=True)


_UNCROSSABLE = object()
PLAIN = frozenset({type(None), bool, float})


def stands_for_itself(value: object) -> bool:
    """Whether a value is, as it is, its own wire form, and nothing of it needs to be weighed; most are."""
    kind = type(value)
    if kind is int:
        return -_SMALL < value < _SMALL  # type: ignore[operator]
    return kind in PLAIN or (kind is str and len(value) < _SHORT and value.isascii())  # type: ignore[arg-type, attr-defined]


_BY_TYPE: dict[type, Callable[[Encoder, Any, int], Wire]] = {
    int: Encoder._int,
    str: Encoder._str,
    bytes: Encoder._bytes_like,
    bytearray: Encoder._bytes_like,
    memoryview: Encoder._bytes_like,
    complex: Encoder._complex,
    list: Encoder._list,
    tuple: Encoder._tuple,
    set: Encoder._set,
    frozenset: Encoder._frozenset,
    dict: Encoder._dict,
}

# A datetime is a date too, and comes first. Patched clocks hand out subclasses of these.
_BY_BASE: tuple[tuple[type, Callable[[Encoder, Any, int], Wire]], ...] = (
    *((kind, encode) for kind, encode in _BY_TYPE.items() if kind is not memoryview),
    (float, Encoder._float),
    (datetime, Encoder._datetime),
    (date, Encoder._date),
    (time, Encoder._time),
    (timedelta, Encoder._timedelta),
)


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
