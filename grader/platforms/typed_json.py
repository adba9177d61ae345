"""JSON that was checked against its own description before anybody else sees it."""

import json
from typing import Any

import msgspec


def checked_json(value: msgspec.Struct) -> bytes:
    """The value as JSON that its type accepts: bounds, patterns and the absence of anything unknown included.

    msgspec checks bounds when it reads, not when it makes a value; and it writes NaN as null, which no number accepts.
    """
    encoded = msgspec.json.encode(value)
    msgspec.json.decode(encoded, type=type(value))
    return encoded


def checked_line(value: msgspec.Struct) -> str:
    """The same as one line of ASCII, for channels that take a line."""
    checked_json(value)
    return ascii_line(msgspec.to_builtins(value))


def ascii_line(value: Any) -> str:
    """JSON in one line of ASCII; NaN and the infinities, which are no JSON, are refused."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))
