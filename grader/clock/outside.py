"""What the clock waits for in real time: descriptors, holds and, before it calls a deadlock, other threads.

Most loops of a test never meet the outside, and making a selector with its wake-up pipe costs ten times as much
as the rest of a loop. So both are made when the first of them is needed.
"""

import selectors
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from types import TracebackType
from typing import Any, NoReturn, Self
from weakref import WeakSet

_Ready = list[tuple[selectors.SelectorKey, int]]


class LazySelector(selectors.BaseSelector):
    """A selector that opens the real one when the first descriptor is registered."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._real: selectors.BaseSelector | None = None
        self._own: object = None
        self.awaited = 0

    def own(self, fileobj: object) -> None:
        """Take one descriptor for the loop's own, which nobody awaits."""
        self._own = fileobj
        self._count()

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Register a descriptor with the real selector."""
        if self._real is None:
            self._real = selectors.DefaultSelector()
        key = self._real.register(fileobj, events, data)
        self._count()
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """Forget a descriptor."""
        key = self._real.unregister(fileobj) if self._real else _unknown(fileobj)
        self._count()
        return key

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

    def _count(self) -> None:
        registered = self.get_map()
        self.awaited = len(registered) - (self._own is not None and self._own in registered)


def _unknown(fileobj: object) -> NoReturn:
    raise KeyError(f"{fileobj!r} is not registered")


class Hold:
    """Stops the clock until it is released, by whichever thread; releasing twice does no harm."""

    __slots__ = ("_holds", "_wake", "patience", "reason")

    def __init__(
        self,
        reason: str,
        holds: "set[Hold]",
        wake: Callable[[], None],
        patience: float | None = None,
    ) -> None:
        """Join the open holds of a loop.

        Args:
            reason: what the clock stands for.
            holds: where the loop keeps them.
            wake: makes the loop look at them again.
            patience: the least real seconds for which it stops the clock, before it gives way to a timer whose real
                delay has passed; `None` if it never does.

        """
        self.reason = reason
        self.patience = patience
        self._holds = holds
        self._wake = wake
        holds.add(self)

    def release(self) -> None:
        """Let the clock go on, as far as this hold is concerned."""
        self._holds.discard(self)
        self._wake()

    def __enter__(self) -> Self:
        """Hold for the length of a block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Release at the end of the block."""
        self.release()

    def __repr__(self) -> str:
        """Say why the clock stands."""
        return f"<{'open' if self in self._holds else 'released'} hold: {self.reason}>"


class Job:
    """A function for a worker thread, which lets the loop know whose thread works for which hold."""

    __slots__ = ("_func", "_hold", "_holders")

    def __init__(self, func: Callable[..., Any], hold: Hold, holders: dict[int, Hold]) -> None:
        """Take the function, its hold, and the holds by thread."""
        self._func = func
        self._hold = hold
        self._holders = holders

    def __call__(self, *args: Any) -> Any:
        """Run it."""
        thread = threading.get_ident()
        self._holders[thread] = self._hold
        try:
            return self._func(*args)
        finally:
            del self._holders[thread]


class OtherThreads:
    """Threads that came after the loop, and may yet call it: before a deadlock, they deserve patience."""

    def __init__(self) -> None:
        """Take the threads of this moment for none of the loop's business."""
        self._known = set(map(id, threading.enumerate()))
        self._executors: WeakSet[Executor] = WeakSet()

    def ignore(self, thread: threading.Thread) -> None:
        """Expect nothing from a thread."""
        self._known.add(id(thread))

    def ignore_workers_of(self, executor: Executor) -> None:
        """Workers only speak through jobs, and a job in progress holds the clock anyway."""
        self._executors.add(executor)

    def any(self) -> bool:
        """Whether a thread could still call the loop."""
        workers = set(map(id, self._workers()))
        return any(id(thread) not in self._known | workers for thread in threading.enumerate())

    def _workers(self) -> Iterable[threading.Thread]:
        for executor in self._executors:
            yield from getattr(executor, "_threads", ())
