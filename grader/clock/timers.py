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
3. A bucket of many timers that are all due at one tick, which is what equal delays make, becomes a *row*: it needs
   neither entries nor sorting, since stamps ascend within a bucket. Whatever is added to its tick later comes after it.
4. Buckets are laid out anew when one has become crowded and the queue has doubled since: their width follows the
   program, and the work stays in proportion to what was added.
"""

import asyncio
import contextvars
from bisect import insort
from collections import deque
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias

from grader.clock import ticks

Entry: TypeAlias = tuple[int, int, "Timer"]

_PER_BUCKET = 64
_MANY = 256
_CROWDED = 2_048
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
        if self._context is None:
            future, result = self._args
            if not future.done():
                # As a whole turn does it for a sleeper, who will cancel this timer: there is nothing left to do then.
                self._cancelled = True
                future.set_result(result)
                return
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
    """What is scheduled, in the order of (tick, stamp)."""

    __slots__ = (
        "_ascending",
        "_base",
        "_buckets",
        "_cancelled",
        "_crowd",
        "_end",
        "_keys",
        "_limit",
        "_near",
        "_row",
        "_row_tick",
        "_tolerated",
        "_width",
    )

    def __init__(self, *, ascending: bool = False) -> None:
        """Start empty, without buckets; `ascending` promises that each timer has a higher stamp than the one before."""
        self._ascending = ascending
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._near: list[Entry] = []
        self._row: deque[Timer] = deque()
        self._row_tick = 0
        self._buckets: dict[int, list[Timer]] = {}
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
        return len(self._near) + len(self._row) + sum(map(len, self._buckets.values()))

    def __iter__(self) -> Iterator[Timer]:
        """Each timer, in no order."""
        return chain((entry[2] for entry in self._near), self._row, chain.from_iterable(self._buckets.values()))

    # In

    def add(self, timer: Timer) -> None:
        """Schedule a timer."""
        tick = timer._tick
        if tick < self._end:
            near = self._near
            insort(near, (tick, timer._stamp, timer))
            if len(near) > self._limit:
                self._lay_out()
        elif (bucket := self._buckets.get((tick - self._base) // self._width)) is not None:
            bucket.append(timer)
        else:
            self._begin_bucket(timer)

    def _begin_bucket(self, timer: Timer) -> None:
        key = (timer._tick - self._base) // self._width
        self._buckets[key] = [timer]
        heappush(self._keys, key)

    # Out

    def next_tick(self) -> int | None:
        """When the next timer is due; `None` if none ever is."""
        self._drop_cancelled_heads()
        near, row = self._near, self._row
        if row and not (near and near[0][0] < self._row_tick):
            tick = self._row_tick
        elif near:
            tick = near[0][0]
        else:
            return None
        return tick if tick < ticks.NEVER else None

    def next_place(self) -> tuple[int, int] | None:
        """Tick and stamp of the next timer; `None` if none is ever due."""
        tick = self.next_tick()
        if tick is None:
            return None
        row = self._row
        return (tick, row[0]._stamp) if row and self._row_tick == tick else self._near[0][:2]

    def _drop_cancelled_heads(self) -> None:
        near, row = self._near, self._row
        while near or row or self._refill():
            if near and near[0][2]._cancelled:
                del near[0]
            elif row and row[0]._cancelled:
                row.popleft()
            else:
                return
            self._cancelled -= 1

    def release_next(self, last: int, ready: "deque[Any]") -> int | None:
        """Move what is due next to the callbacks that are ready, unless that is later than `last`; returns when."""
        near = self._near
        if near and not self._row and (len(near) == 1 or near[0][0] != near[1][0]):
            tick, _, timer = near[0]
            if not timer._cancelled and tick <= last:
                # A timer alone at its instant, as most are.
                del near[0]
                ready.append(timer)
                return tick
        next_tick = self.next_tick()
        if next_tick is not None and next_tick <= last:
            self.release(next_tick, ready)
        return next_tick

    def release(self, now: int, ready: "deque[Any]") -> None:
        """Move what is due to the callbacks that are ready."""
        while True:
            if self._row and self._row_tick <= now:
                self._release_near(self._row_tick - 1, ready)
                self._release_row(ready)
            if self._release_near(now, ready) or self._row or not self._refill():
                return

    def _release_near(self, now: int, ready: "deque[Any]") -> bool:
        """Release what is due of `near`; whether something is left there."""
        near = self._near
        for due, (tick, _, timer) in enumerate(near):
            if tick > now:
                del near[:due]
                return True
            if timer._cancelled:
                self._cancelled -= 1
            else:
                ready.append(timer)
        near.clear()
        return False

    def _release_row(self, ready: "deque[Any]") -> None:
        if self._cancelled:
            alive = [timer for timer in self._row if not timer._cancelled]
            self._cancelled -= len(self._row) - len(alive)
            ready.extend(alive)
        else:
            ready.extend(self._row)
        self._row.clear()

    def _refill(self) -> bool:
        """Sort the next bucket into `near`, or make it the row; false if there is none."""
        while self._keys:
            key = heappop(self._keys)
            self._end = self._base + (key + 1) * self._width
            bucket = self._buckets.pop(key)
            if len(bucket) > _MANY and self._ascending and _is_of_one_tick(bucket):
                self._row.extend(bucket)
                self._row_tick = bucket[0]._tick
            else:
                self._near += [(timer._tick, timer._stamp, timer) for timer in bucket]
                self._near.sort()
            if len(bucket) > _CROWDED and len(self) >= 2 * self._crowd:
                self._lay_out()
            if self._near or self._row:
                return True
        self._end = _NO_END
        return False

    # Layout

    def _lay_out(self) -> None:
        """Choose the buckets' width by the nearer half of the timers: a few far ones say nothing about the rest."""
        # In the order of their stamps, as far as they had one: the nearest were sorted, and a row is older than they.
        items = [*self._row, *(entry[2] for entry in self._near), *chain(*self._buckets.values())]
        self._near.clear()
        self._row.clear()
        self._crowd, self._limit = len(items), max(_CROWDED, len(items) // 8)
        start, self._width = _start_and_width(items)
        self._base = self._end = start
        self._buckets, self._keys = {}, []
        for timer in items:
            if timer._tick < start:
                self._near.append((timer._tick, timer._stamp, timer))
            elif (bucket := self._buckets.get((timer._tick - start) // self._width)) is not None:
                bucket.append(timer)
            else:
                self._begin_bucket(timer)
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
        self._row = deque(timer for timer in self._row if not timer._cancelled)
        for bucket in self._buckets.values():
            bucket[:] = [timer for timer in bucket if not timer._cancelled]
        self._cancelled = 0


_tick = attrgetter("_tick")


def _start_and_width(timers: list[Timer]) -> tuple[int, int]:
    instants = sorted(map(_tick, timers))
    total, start = len(instants), instants[_PER_BUCKET]
    return start, max(1, (instants[total // 2] - start) * 2 * _PER_BUCKET // total)


def _is_of_one_tick(timers: list[Timer]) -> bool:
    return timers[0]._tick == timers[-1]._tick and len(set(map(_tick, timers))) == 1
