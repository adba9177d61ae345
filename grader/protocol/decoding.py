"""The way into a room: wire forms back to values, made of classes of this room only. The rules stand in `values`."""

import dataclasses
import enum
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from grader.protocol.errors import RemoteProtocolError
from grader.protocol.exceptions import class_of_wire_name, rebuild
from grader.protocol.standins import Record, Row
from grader.protocol.wire import MAX_DEPTH, MAX_EQUAL_HASHES, Reference, Resolve, Wire

_T = TypeVar("_T")


class Decoder:
    """Wire forms back to values; trusts nothing about them."""

    def __init__(self, types: Mapping[str, type], resolve: Resolve | None) -> None:
        """Take the world's types by name, and how a reference is resolved."""
        self._types = types
        self._resolve = resolve

    def decode(self, wire: Wire, depth: int) -> Any:
        """The value of a wire form that lies `depth` deep in what crossed."""
        if type(wire) in SELF_EVIDENT:
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
        pairs = [named(pair) for pair in _a(list, fields)]
        return tuple([(name, self.decode(wire, depth)) for name, wire in pairs])

    def _known(self, name: Wire, base: type) -> Any:
        known = self._types.get(_a(str, name))
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
        known = class_of_wire_name(_a(str, name), self._types)
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
        if self._resolve is None:
            raise RemoteProtocolError("a reference where none can be")
        return self._resolve(Reference(_a(str, owner), _a(str, key), _a(str, type_name)))


SELF_EVIDENT = frozenset({type(None), bool, int, float, str, bytes})

_BY_TAG: dict[str, Callable[..., Any]] = {
    "int": Decoder._int,
    "str": Decoder._str,
    "complex": Decoder._complex,
    "list": Decoder._list,
    "tuple": Decoder._tuple,
    "set": Decoder._set,
    "frozenset": Decoder._frozenset,
    "dict": Decoder._dict,
    "datetime": Decoder._datetime,
    "date": Decoder._date,
    "time": Decoder._time,
    "timedelta": Decoder._timedelta,
    "enum": Decoder._enum,
    "flag": Decoder._flag,
    "data": Decoder._data,
    "record": Decoder._record,
    "row": Decoder._row,
    "error": Decoder._error,
    "group": Decoder._group,
    "ref": Decoder._ref,
}


def _a(kind: type[_T], wire: Wire) -> _T:
    """The wire form, if it is exactly of this type."""
    if type(wire) is not kind:
        raise RemoteProtocolError(f"{type(wire).__name__} where {kind.__name__} belongs")
    return wire


def named(pair: Wire) -> tuple[str, Wire]:
    """The name and the wire form of a pair of them."""
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
