"""Timers and the queue they wait in.

The model: what is due next stands in one short sorted list, `near`; everything at or after `end` lies unsorted in
buckets, each as wide as holds a few dozen timers. When `near` is used up, the next bucket is sorted into it. A small
queue has no buckets at all.

A heap of 100 000 timers compares some thirty of them, scattered over memory, for each one that fires; here a timer is
appended once and sorted once among its neighbours.

The rules:

1. Order is (tick, stamp). A stamp is given once, so handles themselves are never compared.
2. In a bucket a `Timer` stands for itself, since it knows its tick and stamp; only in `near` does it take an entry.
   With 100 000 sleepers that is a sixth of what their timers weigh.
3. Buckets are laid out anew when one has become crowded and the queue has doubled since: their width follows the
   program, and the work stays in proportion to what was added.
"""

import asyncio
import contextvars
from bisect import insort
from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import chain
from typing import Any, TypeAlias

from grader.clock import ticks

Entry: TypeAlias = tuple[int, int, asyncio.Handle]

_PER_BUCKET = 64
_CROWDED = 1_024
_FEW_CANCELLED = 100
_NO_END = ticks.NEVER + 1


class Timer(asyncio.TimerHandle):
    """asyncio's handle of a timer, on ticks."""

    __slots__ = ("_stamp", "_tick")

    _tick: int
    _stamp: int
    _args: Any
    _context: contextvars.Context | None  # none where the callback runs no foreign code
    _loop: Any

    @property
    def _when(self) -> float:
        return ticks.to_seconds(self._tick)

    @_when.setter
    def _when(self, seconds: float) -> None:
        """The tick is set by the loop, which knows it exactly."""

    def when(self) -> float:
        """The instant at which it is due, in the loop's seconds."""
        return self._when

    def get_context(self) -> contextvars.Context:
        """The context the callback runs in."""
        return contextvars.copy_context() if self._context is None else self._context

    def _run(self) -> None:
        self._context = self.get_context()
        super()._run()

    def cancel(self) -> None:
        """Let it never fire; no more than a mark, once it has fired."""
        if self._cancelled:
            return
        if self._tick > self._loop._released:
            self._loop._timer_handle_cancelled(self)
        if self._loop._debug:
            self._repr = repr(self)
        self._cancelled = True
        self._callback = None
        self._args = None


class TimerQueue:
    """What is scheduled, as entries (tick, stamp, handle) in that order."""

    __slots__ = (
        "_base",
        "_buckets",
        "_cancelled",
        "_crowd",
        "_end",
        "_keys",
        "_limit",
        "_near",
        "_tolerated",
        "_width",
    )

    def __init__(self) -> None:
        """Start empty, without buckets."""
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._near: list[Entry] = []
        self._buckets: dict[int, list[Timer | Entry]] = {}
        self._keys: list[int] = []
        self._base = 0
        self._width = 1
        self._end = _NO_END
        self._limit = _CROWDED
        self._crowd = 0
        self._cancelled = 0
        self._tolerated = _FEW_CANCELLED

    def __len__(self) -> int:
        """How many are scheduled, the cancelled ones that were not yet dropped included."""
        return len(self._near) + sum(map(len, self._buckets.values()))

    def __iter__(self) -> Iterator[Entry]:
        """Each entry, in no order."""
        return chain(self._near, map(_entry, chain.from_iterable(self._buckets.values())))

    # In

    def add(self, tick: int, stamp: int, handle: asyncio.Handle) -> None:
        """Schedule any handle."""
        entry = (tick, stamp, handle)
        if tick < self._end:
            insort(self._near, entry)
        else:
            self._put(tick, entry)

    def add_timer(self, timer: Timer) -> None:
        """Schedule a handle that knows its tick and stamp."""
        tick = timer._tick
        if tick < self._end:
            near = self._near
            insort(near, (tick, timer._stamp, timer))
            if len(near) > self._limit:
                self._lay_out()
        else:
            self._put(tick, timer)

    def _put(self, tick: int, item: Timer | Entry) -> None:
        key = (tick - self._base) // self._width
        bucket = self._buckets.get(key)
        if bucket is not None:
            bucket.append(item)
        else:
            self._buckets[key] = [item]
            heappush(self._keys, key)

    # Out

    def next_tick(self) -> int | None:
        """When the next timer is due; `None` if none ever is."""
        near = self._near
        while near or self._refill():
            tick, _, handle = near[0]
            if not handle._cancelled:
                return tick if tick < ticks.NEVER else None
            del near[0]
            self._cancelled -= 1
        return None

    def release(self, now: int, ready: "deque[asyncio.Handle]") -> None:
        """Move what is due to the callbacks that are ready."""
        near = self._near
        while near or self._refill():
            for due, (tick, _, handle) in enumerate(near):
                if tick > now:
                    del near[:due]
                    return
                if handle._cancelled:
                    self._cancelled -= 1
                else:
                    ready.append(handle)
            near.clear()

    def _refill(self) -> bool:
        """Sort the next bucket into `near`; false if there is none."""
        while self._keys:
            key = heappop(self._keys)
            self._end = self._base + (key + 1) * self._width
            self._near += map(_entry, self._buckets.pop(key))
            self._near.sort()
            if len(self._near) > _CROWDED and len(self) >= 2 * self._crowd:
                self._lay_out()
            if self._near:
                return True
        self._end = _NO_END
        return False

    # Layout

    def _lay_out(self) -> None:
        """Choose the buckets' width by the nearer half of the timers: a few far ones say nothing about the rest."""
        instants = sorted(chain((entry[0] for entry in self._near), map(_tick, chain(*self._buckets.values()))))
        total, start = len(instants), instants[_PER_BUCKET]
        self._crowd, self._limit = total, max(_CROWDED, total // 8)
        self._width = max(1, (instants[total // 2] - start) * 2 * _PER_BUCKET // total)
        self._base = self._end = start
        items = [*self._near, *chain(*self._buckets.values())]
        self._near.clear()
        self._buckets, self._keys = {}, []
        for item in items:
            if (tick := _tick(item)) < start:
                self._near.append(_entry(item))
            else:
                self._put(tick, item)
        self._near.sort()

    # Cancelled timers

    def note_cancelled(self) -> None:
        """One more of them is cancelled; drop these when they are the most."""
        self._cancelled += 1
        if self._cancelled > self._tolerated:
            total = len(self)
            if 2 * self._cancelled > total:
                self._drop_cancelled()
            self._tolerated = max(_FEW_CANCELLED, total // 2)

    def _drop_cancelled(self) -> None:
        self._near[:] = [entry for entry in self._near if not entry[2]._cancelled]
        for bucket in self._buckets.values():
            bucket[:] = [item for item in bucket if not _entry(item)[2]._cancelled]
        self._cancelled = 0


def _entry(item: Timer | Entry) -> Entry:
    return (item._tick, item._stamp, item) if isinstance(item, Timer) else item


def _tick(item: Timer | Entry) -> int:
    return item._tick if isinstance(item, Timer) else item[0]
