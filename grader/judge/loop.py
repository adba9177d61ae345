"""The judge's event loop: half of a loop (`grader.clock.half`); the other half is the runner's.

While the learner's thread is held, blocked or computing, so is all of the world that their calls have started: it
stands on their loop, as it does where the file is run by hand. What the checks do themselves goes on.
"""

import asyncio
from typing import Any, Protocol

from grader.clock import Companion
from grader.clock.half import HalfLoop, Place, Queued
from grader.clock.ties import seed_of
from grader.clock.timers import Timer
from grader.judge.calls import DRIVEN, is_wake


class Room(Companion, Protocol):
    """The runner's half, as the judge's loop knows it."""

    def head(self) -> Place | None:
        """The place of the runner's first callback that could run now; `None` if there is none."""

    @property
    def has_news(self) -> bool:
        """Whether the runner has to be told something before anything else runs."""

    @property
    def is_held(self) -> bool:
        """Whether the runner's thread stands still until some later instant."""

    def go_on(self) -> None:
        """Let the runner do what comes next, up to this loop's `head`."""

    def end_at_horizon(self) -> bool:
        """Time would go beyond the horizon: whether the companion made something of this loop runnable instead."""


class JudgeLoop(HalfLoop):
    """Half a virtual-clock loop: the one that owns the clock."""

    __slots__ = ("_callbacks_aside", "_timers_aside")

    companion: Room | None

    def __init__(self, *, horizon: float | None = None, schedule: int = 0) -> None:
        """Start at 0; `horizon` is in virtual seconds, `schedule` the seed of the order at one instant, 0 for none."""
        super().__init__(segment=1, shuffle=seed_of("judge", schedule), horizon=horizon)
        self._callbacks_aside: list[Queued] = []
        self._timers_aside: list[Any] = []

    @property
    def now(self) -> int:
        """The present instant, in ticks."""
        return self._now

    def clear_away(self) -> None:
        """End what is left of a run, and the loop.

        As `asyncio.Runner` does it, but for what is not there: of a loop that lives for one run, that is most.
        """
        try:
            self._end_what_is_left()
        finally:
            self.close()

    def _end_what_is_left(self) -> None:
        if left := asyncio.all_tasks(self):
            for task in left:
                task.cancel()
            self.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        if self._asyncgens:
            self.run_until_complete(self.shutdown_asyncgens())
        if self._default_executor is not None:
            self.run_until_complete(self.shutdown_default_executor())

    def _run_once(self) -> None:
        if self.companion is None or self._stopping:
            self._run_alone()
            return
        if self._watched.awaited or self._signals:
            self._poll(0)
        if self._released < self._now and not self.left_of_turn:
            if self._now > self._horizon:
                self._end_at_horizon()
            self._release_due_timers()
        self._run_in_order(self.companion)

    def _run_alone(self) -> None:
        super()._run_once()
        self._head_segment = self.segment

    def _run_in_order(self, room: Room) -> None:
        """Run what comes next, here or there, until it is the other room's turn, or nothing is left but time."""
        if room.is_held:
            self._set_aside()
        ours, theirs = self.head(), room.head()
        if room.has_news or (theirs is not None and (ours is None or theirs < ours)):
            room.go_on()
        elif ours is None:
            self._idle()
        else:
            self._run_up_to_news(room)

    def _run_up_to_news(self, room: Room) -> None:
        limit = room.head()
        while (ours := self.head()) is not None and (limit is None or ours < limit) and not self._stopping:
            # A wake has no effect but the news of it: a row of them makes one message.
            if room.has_news and not is_wake(self._ready[0]):
                return
            self.run_first()

    # While the runner's thread is held

    def hold_driven(self) -> None:
        """The thread is held from now on: what is ready keeps its place until it goes on."""
        self._callbacks_aside += self._take_driven()

    def _set_aside(self) -> None:
        """Keep what falls into the time in which the thread is held: timers are released when it is over."""
        for each in self._take_driven():
            if each.released_at is None:
                self._callbacks_aside.append(each)
            else:
                self._timers_aside.append(each.handle)

    def _take_driven(self) -> list[Queued]:
        queued = list(self.queued())
        driven = [each for each in queued if _is_driven(each.handle)]
        if driven:
            self.requeue(each for each in queued if not _is_driven(each.handle))
        return driven

    def take_back(self) -> bool:
        """The thread goes on: what was ready is so again; whether timers wait to be released with the runner's."""
        if self._callbacks_aside:
            self.requeue([*self._callbacks_aside, *self.queued()])
            self._callbacks_aside.clear()
        return bool(self._timers_aside)

    def release_aside(self, place: Place) -> None:
        """Release the timers that the thread was held past."""
        timers = sorted(self._timers_aside, key=lambda timer: (timer._tick, timer._stamp))
        self._timers_aside.clear()
        self.release_at(place, timers)

    def _next_stamp(self) -> int:
        return super()._next_stamp() | DRIVEN.get()

    def _move_to(self, tick: int) -> None:
        if tick > self._horizon and self.companion and self.companion.end_at_horizon():
            return
        super()._move_to(tick)


def _is_driven(handle: Any) -> bool:
    if isinstance(handle, Timer):
        return bool(handle._stamp & 1)
    return bool(handle._context.get(DRIVEN, False))
