"""The judge's event loop: half of a loop (`grader.clock.half`); the other half is the runner's."""

from typing import Protocol

from grader.clock import Companion
from grader.clock.half import HalfLoop, Key
from grader.judge.calls import is_wake


class Room(Companion, Protocol):
    """The runner's half, as the judge's loop knows it."""

    def head(self) -> Key | None:
        """The place of the runner's first callback that could run now; `None` if there is none."""

    @property
    def has_news(self) -> bool:
        """Whether the runner has to be told something before anything else runs."""

    def go_on(self) -> None:
        """Let the runner do what comes next, up to this loop's `head`."""

    def end_at_horizon(self) -> bool:
        """Time would go beyond the horizon: whether the companion made something of this loop runnable instead."""


class JudgeLoop(HalfLoop):
    """Half a virtual-clock loop: the one that owns the clock."""

    companion: Room | None

    def __init__(self, *, horizon: float | None = None) -> None:
        """Start at 0; `horizon` is in virtual seconds, `None` for no end."""
        super().__init__(segment=1, horizon=horizon)
        self._left_of_turn = 0

    @property
    def now(self) -> int:
        """The present instant, in ticks."""
        return self._now

    def _run_once(self) -> None:
        if self.companion is None or self._stopping:
            self._run_alone()
            return
        if self._watched.awaited or self._signals:
            self._poll(0)
        if self._released < self._now:
            self._check_horizon(self._now)
            self._release_due_timers()
        self._run_in_order(self.companion)

    def _run_alone(self) -> None:
        super()._run_once()
        self._timers_ahead = 0
        self._head_segment = self.segment

    def _run_in_order(self, room: Room) -> None:
        """Run what comes next, here or there, until it is the other room's turn, or nothing is left but time."""
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
            self._count_callback()
            self.run_first()

    def _count_callback(self) -> None:
        if self._left_of_turn <= 0:
            self.count_turn()
            self._left_of_turn = len(self._ready)
        self._left_of_turn -= 1

    def _move_to(self, tick: int) -> None:
        if tick > self._horizon and self.companion and self.companion.end_at_horizon():
            return
        super()._move_to(tick)
