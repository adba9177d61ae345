"""The judge's event loop: the virtual clock, with what a session with a runner needs of it."""

from typing import Protocol

from grader.clock import Companion, VirtualClockLoop
from grader.clock.stamps import shuffled_stamps


class Room(Companion, Protocol):
    """A companion that can also be ended at the horizon."""

    def end_at_horizon(self) -> bool:
        """Time would go beyond the horizon: whether the companion made something of this loop runnable instead."""


class JudgeLoop(VirtualClockLoop):
    """A virtual-clock loop that another room shares."""

    companion: Room | None

    def __init__(self, *, horizon: float | None = None, schedule: int = 0) -> None:
        """Start at 0; `horizon` is in virtual seconds, `schedule` the seed of the order at one instant, 0 for none."""
        super().__init__(horizon=horizon, stamps=shuffled_stamps(f"judge {schedule}") if schedule else None)

    @property
    def now(self) -> int:
        """The present instant, in ticks."""
        return self._now

    @property
    def has_ready(self) -> bool:
        """Whether a callback could run at this instant."""
        return bool(self._ready)

    @property
    def is_stopping(self) -> bool:
        """Whether the loop was told to stop after this turn."""
        return self._stopping

    def settle(self) -> None:
        """Run what is ready, and what that makes ready, with the clock standing still."""
        while self._ready and not self._stopping:
            self._run_ready()

    def _move_to(self, tick: int) -> None:
        if tick > self._horizon and self.companion and self.companion.end_at_horizon():
            return
        super()._move_to(tick)
