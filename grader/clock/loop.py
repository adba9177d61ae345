"""The event loop on virtual time.

The model: time is an integer number of nanoseconds and stands still while anything can run. When nothing can, the
loop first looks outside (descriptors, executor jobs, holds): as long as something is awaited there, it waits for it
in real time with the clock stopped. Otherwise time moves straight to the next timer. With no timer either, the
program can never go on, which is raised at once as a deadlock.

The rules:

1. A positive delay moves at least one tick. Without this, a program that sleeps until a float deadline half a
   nanosecond away sleeps for ever.
2. Timers fire by (tick, order of scheduling). asyncio's own heap leaves the order of equal deadlines to chance.
3. *Now* and *timers released up to* are two things: computing that is charged to the clock (`charge`) moves the
   first; the timers that it passed are released in the loop's next turn, all in their order, as on a real loop
   whose callback took that long.
4. An instant with too many turns is a busy wait; an instant beyond the horizon ends the run.

Rejected: overriding only `time()` and `select()` on the stock loop. It keeps the stock heap, hence rule 2 is lost
and each timer costs twice as much.
"""

import asyncio
import contextvars
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from typing import Any, Protocol

from grader.clock import ticks
from grader.clock.errors import BusyWaitError, DeadlockError, HorizonError
from grader.clock.outside import LazySelector
from grader.clock.waits import waits_of

MAX_TURNS_PER_INSTANT = 100_000

_FEW_CANCELLED_TIMERS = 100


class Companion(Protocol):
    """Another room on the same clock: it has its own next instant, and is asked before time moves."""

    def take_turn(self) -> int | None:
        """Do all that can be done now; the tick of the next own event, `None` if there is none."""

    def end_deadlock(self) -> bool:
        """Neither side can go on: whether the companion made something of this loop runnable again."""


class VirtualClockLoop(asyncio.SelectorEventLoop):
    """An asyncio event loop whose time moves only when nothing can run.

    Raises, out of `run_until_complete` and `run_forever`:
        DeadlockError: nothing can run and nothing is due.
        BusyWaitError: an instant took more than `max_turns` loop turns.
        HorizonError: the next event lies beyond `horizon` virtual seconds.

    """

    def __init__(self, *, horizon: float | None = None, max_turns: int = MAX_TURNS_PER_INSTANT) -> None:
        """Start at 0; `horizon` is in virtual seconds, `None` for no end."""
        self._watched = LazySelector()
        super().__init__(self._watched)
        self._now = 0
        self._released = 0
        self._timers: list[tuple[int, int, asyncio.Handle]] = []
        self._cancelled_timers = 0
        self._sequence = 0
        self._turns = 0
        self._max_turns = max_turns
        self._horizon = ticks.NEVER - 1 if horizon is None else ticks.from_seconds(horizon)
        self.companion: Companion | None = None

    # Time

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._now / ticks.PER_SECOND

    def charge(self, seconds: float) -> None:
        """Move the clock as computing would: at once, with nothing else running meanwhile."""
        self._now += ticks.from_seconds(seconds)

    # Timers

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Schedule a callback `delay` virtual seconds from now."""
        return self._schedule(self._tick_after(delay), callback, args, context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Schedule a callback at an instant of this loop's `time`."""
        tick = ticks.from_seconds(when)
        if tick <= self._now and when > self.time():
            tick = self._now + 1
        return self._schedule(tick, callback, args, context)

    def _tick_after(self, delay: float) -> int:
        if delay <= 0:
            return self._now
        return self._now + (ticks.from_seconds(delay) or 1)

    def _schedule(
        self,
        tick: int,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        context: contextvars.Context | None,
    ) -> asyncio.TimerHandle:
        self._check_closed()
        handle = asyncio.TimerHandle(ticks.to_seconds(tick), callback, args, self, context)
        handle._scheduled = True
        self._push(tick, self._stamp(), handle)
        return handle

    def _stamp(self) -> int:
        self._sequence += 1
        return self._sequence

    def _push(self, tick: int, stamp: int, handle: asyncio.Handle) -> None:
        heappush(self._timers, (tick, stamp, handle))
        if tick <= self._released:
            self._released = tick - 1

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._cancelled_timers += 1
        if self._cancelled_timers > max(_FEW_CANCELLED_TIMERS, len(self._timers) // 2):
            self._timers = [entry for entry in self._timers if not entry[2]._cancelled]
            heapify(self._timers)
            self._cancelled_timers = 0

    def _next_tick(self) -> int | None:
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            heappop(timers)
            self._cancelled_timers -= 1
        return timers[0][0] if timers and timers[0][0] < ticks.NEVER else None

    def _release_due_timers(self) -> None:
        timers, now = self._timers, self._now
        while timers and timers[0][0] <= now:
            handle = heappop(timers)[2]
            if handle._cancelled:
                self._cancelled_timers -= 1
            else:
                self._ready.append(handle)
            handle._scheduled = False
        self._released = now

    # Turns

    def _run_once(self) -> None:
        if self._watched.watched:
            self._poll(0)
        if self._released < self._now:
            self._release_due_timers()
        if not self._ready and not self._stopping:
            self._idle()
        self._run_ready()

    def _run_ready(self) -> None:
        """One turn: what is ready now; what these callbacks make ready belongs to the next."""
        self._turns += 1
        if self._turns > self._max_turns:
            self._end_busy_wait()
        ready = self._ready
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()

    def _end_busy_wait(self) -> None:
        turns, self._turns = self._turns - 1, 0
        raise BusyWaitError(turns, self.time(), waits_of(self))

    # Quiet

    def _idle(self) -> None:
        """Nothing can run: let the companion have its turn, then move the clock."""
        theirs = self.companion.take_turn() if self.companion else None
        if self._ready or self._stopping:
            return
        ours = self._next_tick()
        upcoming = [tick for tick in (ours, theirs) if tick is not None]
        if upcoming:
            self._move_to(min(upcoming))
        elif not (self.companion and self.companion.end_deadlock()):
            raise DeadlockError(waits_of(self))

    def _move_to(self, tick: int) -> None:
        if tick > self._horizon:
            raise HorizonError(ticks.to_seconds(self._horizon), waits_of(self))
        if tick > self._now:
            self._now = tick
            self._turns = 0
        self._release_due_timers()

    # Outside

    def _poll(self, timeout: float | None) -> None:
        self._process_events(self._watched.select(timeout))

    def _make_self_pipe(self) -> None:
        """Open no wake-up pipe before there is something to wait for in real time."""
        self._ssock = None
        self._csock = None

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()

    def close(self) -> None:
        """Forget the timers and close what was opened."""
        self._timers.clear()
        super().close()
