"""What the clock waits for in real time: descriptors, executor jobs and holds.

Most loops of a test never meet the outside, and making a selector with its wake-up pipe costs ten times as much
as the rest of a loop. So both are made when the first of them is needed.
"""

import selectors
from collections.abc import Mapping
from typing import Any, NoReturn

_Ready = list[tuple[selectors.SelectorKey, int]]


class LazySelector(selectors.BaseSelector):
    """A selector that opens the real one when the first descriptor is registered."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._real: selectors.BaseSelector | None = None

    @property
    def watched(self) -> int:
        """How many descriptors are registered."""
        return len(self.get_map())

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Register a descriptor with the real selector."""
        if self._real is None:
            self._real = selectors.DefaultSelector()
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """Forget a descriptor."""
        return self._real.unregister(fileobj) if self._real else _unknown(fileobj)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Change what a descriptor is watched for."""
        return self._real.modify(fileobj, events, data) if self._real else _unknown(fileobj)

    def select(self, timeout: float | None = None) -> _Ready:
        """What is ready among the registered descriptors."""
        return self._real.select(timeout) if self._real else []

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """The registered descriptors."""
        return (self._real.get_map() or {}) if self._real else {}

    def close(self) -> None:
        """Close the real selector, if there ever was one."""
        if self._real is not None:
            self._real.close()


def _unknown(fileobj: object) -> NoReturn:
    raise KeyError(f"{fileobj!r} is not registered")
