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

`encoding` is the way out, `decoding` the way in. How exceptions cross stands in `exceptions`.
"""

from collections.abc import Mapping
from typing import Any

from grader.protocol.decoding import SELF_EVIDENT, Decoder, named
from grader.protocol.encoding import Encoder, is_plain_data, stands_for_itself
from grader.protocol.errors import RemoteProtocolError
from grader.protocol.exceptions import error_name, find_error, safe_text
from grader.protocol.standins import ForeignError, Record, Row
from grader.protocol.wire import Refer, Reference, Resolve, Wire

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

# So few, and each of them short, are well within what may cross at once.
_FEW = 16


class Codec:
    """One room's way of sending and reading values."""

    def __init__(
        self,
        types: Mapping[str, type] | None = None,
        refer: Refer = lambda _: None,
        resolve: Resolve | None = None,
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
        return value if stands_for_itself(value) else self._encoder().encode_whole(value)

    def decode(self, wire: Wire) -> Any:
        """The value of a wire form.

        Raises:
            RemoteProtocolError: it is no wire form.

        """
        if type(wire) in SELF_EVIDENT:
            return wire
        try:
            return Decoder(self.types, self.resolve).decode(wire, 0)
        except RemoteProtocolError:
            raise
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError, OverflowError) as error:
            raise RemoteProtocolError(f"not a value: {error}") from None

    def encode_call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Wire:
        """The wire form of the arguments of a call, limited as one value is; raises as `encode` does."""
        if not kwargs and len(args) < _FEW and all(map(stands_for_itself, args)):
            return [list(args), []]
        encoder = self._encoder()
        by_name = [[name, encoder.encode_whole(each)] for name, each in kwargs.items()]
        return [[encoder.encode_whole(each) for each in args], by_name]

    def decode_call(self, wire: Wire) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a call; raises as `decode` does."""
        if type(wire) is not list or len(wire) != 2 or not type(wire[0]) is type(wire[1]) is list:
            raise RemoteProtocolError("not the arguments of a call")
        args, pairs = wire
        by_name = {name: self.decode(each) for name, each in map(named, pairs)} if pairs else {}
        return tuple(map(self.decode, args)), by_name

    def _encoder(self) -> Encoder:
        return Encoder(self.types, self.refer)
