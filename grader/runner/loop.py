"""The event loop of the runner: when nothing can run, it asks the judge for time.

It is the virtual-clock loop with another idle: the judge says how late it is and what happened meanwhile. A wait
for the world that is over takes its place among this loop's own timers by (instant, order in which the waits
began), as it would if the world ran on this loop. Beats, where an exercise asks for them, ride along without ever
keeping the clock going.
"""

import asyncio
import gc
from typing import NoReturn

from grader.clock import VirtualClockLoop
from grader.protocol.messages import BusyWait, Go, Idle, LateBeat, Wake
from grader.runner.room import Room
from grader.runner.tasks import make_task, task_states


class RunnerLoop(VirtualClockLoop):
    """A virtual-clock loop whose clock is the judge's."""

    def __init__(self, room: Room, *, max_turns: int, beat: int | None = None) -> None:
        """Take the room that speaks with the judge, and the period of the beat in ticks."""
        super().__init__(max_turns=max_turns)
        self._room = room
        self._beat = beat
        self._next_beat = beat
        self.set_task_factory(make_task)

    def now(self) -> int:
        """The present instant, in ticks."""
        return self._now

    def set_now(self, now: int) -> None:
        """Take over the judge's clock; timers that this passes are released in the next turn."""
        if now > self._now:
            self._now = now
            self._turns = 0

    def _idle(self) -> None:
        # Before garbage is collected: a task that is alive when its program returns is left behind, not lost.
        self._room.server.report_unfinished()
        # A task that nothing holds must be gone before time moves, so that the judge hears of it in time.
        gc.collect()
        if self._ready:
            return
        self.accept(self._room.exchange(Idle(self._next_tick())))

    def accept(self, go: Go) -> None:
        """Let happen what the judge says, after an idle stretch."""
        self._forget_beats_before(go.now)
        self.take_wakes(go)
        self._release_due_timers()
        for event in go.events:
            if not isinstance(event, Wake):
                self._room.handle(event)

    def take_wakes(self, go: Go) -> None:
        """Give each ended wait its place among the timers."""
        for event in go.events:
            if isinstance(event, Wake):
                future = self._room.pending.get(event.call)
                if future is not None:
                    self._push(event.at, future.stamp, asyncio.TimerHandle(0, future.wake, (), self))

    # Beats

    def _release_due_timers(self) -> None:
        super()._release_due_timers()
        while self._beat and self._next_beat is not None and self._next_beat <= self._now:
            self.call_soon(self._feel_beat, self._next_beat)
            self._next_beat += self._beat

    def _forget_beats_before(self, now: int) -> None:
        """Beats that fell into an idle stretch came on time."""
        if self._beat and self._next_beat is not None and self._next_beat < now:
            self._next_beat += -(-(now - self._next_beat) // self._beat) * self._beat

    def _feel_beat(self, due: int) -> None:
        # A beat is a task that slept until now: its timer fires, and one turn later the task runs.
        self.call_soon(self._measure_beat, due)

    def _measure_beat(self, due: int) -> None:
        if self._now > due:
            self._room.note(LateBeat(due, self._now - due))

    # Ends

    def _end_busy_wait(self) -> NoReturn:
        states = task_states(asyncio.all_tasks(self), self._room.submission)
        self._room.exchange(BusyWait(self._turns - 1, states))
        raise SystemExit  # not reached: the judge closes the channel
