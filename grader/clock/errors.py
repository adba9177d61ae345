"""How a run can end that the program did not choose."""

from collections.abc import Sequence

from grader.clock.waits import TaskWait


class ClockError(RuntimeError):
    """A run that the clock ended, since it would not have ended well by itself."""


class DeadlockError(ClockError):
    """Nothing can run and nothing is due, while tasks still wait."""

    def __init__(self, waits: Sequence[TaskWait]) -> None:
        """Take what each unfinished task waits for."""
        self.waits = tuple(waits)
        listed = "".join(f"\n  {wait}" for wait in self.waits) or "\n  (no task is left: what would stop the loop?)"
        super().__init__(f"deadlock: nothing can run, and no timer is set. Waiting:{listed}")


class BusyWaitError(ClockError):
    """One instant took more loop turns than any sensible program needs."""

    def __init__(self, turns: int, now: float, waits: Sequence[TaskWait]) -> None:
        """Take how many turns the instant had, when that was, and what the tasks were doing."""
        self.turns = turns
        self.waits = tuple(waits)
        listed = "".join(f"\n  {wait}" for wait in self.waits)
        super().__init__(f"busy wait: {turns} loop turns at {now} s, and time cannot move. Tasks:{listed}")


class HorizonError(ClockError):
    """The next event lies beyond the time that this run may take."""

    def __init__(self, horizon: float, waits: Sequence[TaskWait]) -> None:
        """Take the horizon in virtual seconds, and what the tasks were doing."""
        self.horizon = horizon
        self.waits = tuple(waits)
        listed = "".join(f"\n  {wait}" for wait in self.waits)
        super().__init__(f"still running at the horizon of {horizon} s of virtual time. Tasks:{listed}")
