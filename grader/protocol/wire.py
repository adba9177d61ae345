"""What a wire form is, how large one may be, and what stands for something that stays in its room."""

from collections.abc import Callable
from typing import Any

import msgspec

Wire = Any

MAX_DEPTH = 100
MAX_NODES = 200_000
MAX_BYTES = 1_000_000
MAX_EQUAL_HASHES = 1_000


class Reference(msgspec.Struct, frozen=True):
    """Something that stays in its room: `owner` holds it under `key`."""

    owner: str
    key: str
    type: str


Refer = Callable[[Any], Reference | None]
Resolve = Callable[[Reference], Any]
