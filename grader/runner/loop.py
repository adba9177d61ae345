"""The event loop of the runner: when nothing can run, it asks the judge for time.

It is half of a loop (`grader.clock.half`); the other half is the judge's. It runs what comes before the judge's next
callback, which each message of the judge names, then hands over. What the judge lets happen takes the place of the
judge's callback that let it happen, so it goes first. Beats, where an exercise asks for them, ride along without
ever keeping the clock going.
"""

import asyncio
import gc
from types import AsyncGeneratorType
from typing import Any

from grader.clock.half import HalfLoop, Place
from grader.clock.ties import seed_of
from grader.protocol.messages import BusyWait, Flush, Go, Idle, LateBeat, Release, Start, State, TimersSet, Turn, Wake
from grader.runner.room import Room
from grader.runner.tasks import make_task, task_states

# A tuple and not a union, which would be made anew for each event.
_RUN_AT_ONCE = (Wake, Start)

# Turns of one instant after which the judge hears that there are more.
_TURNS_IN_SILENCE = 10_000


class RunnerLoop(HalfLoop):
    """Half a virtual-clock loop, whose clock is the judge's."""

    __slots__ = ("_beat", "_due_there", "_limit", "_most_turns", "_next_beat", "_opening", "_room")

    def __init__(self, room: Room, *, max_turns: int, beat: int | None = None) -> None:
        """Take the room that speaks with the judge, and the period of the beat in ticks."""
        super().__init__(max_turns=min(max_turns, _TURNS_IN_SILENCE))
        self._most_turns = max_turns
        self._room = room
        self._beat = beat
        self._next_beat = beat
        self._limit: Place | None = None
        self._due_there = False
        self._opening: State | None = None
        factory: Any = make_task  # typeshed asks for more than is called
        self.set_task_factory(factory)

    def begin_run(self, segment: int, schedule: int) -> None:
        """Take the first segment of the run, and the seed of its schedule, 0 for the plain one."""
        self.begin(segment, seed_of("runner", schedule))

    def now(self) -> int:
        """The present instant, in ticks."""
        return self._now

    def begun_generators(self) -> list[AsyncGeneratorType[Any, Any]]:
        """The async generators that were begun and that somebody still holds."""
        return list(self._asyncgens)

    def open_with(self, state: State) -> None:
        """Say this first, in place of being idle."""
        self._opening = state

    def hear(self, go: Go) -> None:
        """Take over the judge's clock and how far this loop may go; timers that this passes wait for the next turn."""
        self.enter_segment(self.segment + 2)
        self._limit = go.before
        self._due_there = self._due_there or go.due
        if go.now > self._now:
            self._now = go.now
            self._turns = 0
            self._max_turns = min(self._most_turns, _TURNS_IN_SILENCE)

    def _run_once(self) -> None:
        head = self.head()
        if self._released < self._now and not self.left_of_turn:
            self._release_between_turns()
        elif head is None:
            self._idle()
        elif self._limit is not None and head >= self._limit:
            if not self.left_of_turn and self._limit >= self.end_of_turn():
                # The turn begins with the judge's callback, and what is ready here belongs to it.
                self.begin_turn()
            self._hand_over(head)
        elif self._limit is None and not self.left_of_turn:
            self.run_turn()
        else:
            self.run_first()

    def _hand_over(self, place: Place) -> None:
        self._accept(self._room.exchange(Turn(place)))

    def _release_between_turns(self) -> None:
        """Release timers that were due when they were set, or that the thread was held past.

        A turn ends when what was ready in both rooms has run. Where the thread was held, it may have been held past
        timers of the judge's too: then all are released together.
        """
        end = self.end_of_turn()
        while self._limit is not None and self._limit < end:
            self._hand_over(end)
        if not self._due_there:
            self._release_due_timers()
            self.begin_turn()
            return
        place = self.place_of_release()
        go = self._room.exchange(Release(place, self.head()))
        self._due_there = False
        self.release_at(place)
        self.begin_turn()
        self._accept(go)

    def _idle(self) -> None:
        # Both rooms are quiet. Before garbage is collected: a task that is alive now is left behind, not lost.
        has_ended = self._limit is None and self._room.server.report_unfinished()
        # A task that nothing holds must be gone before time moves, so that the judge hears of it in time.
        gc.collect()
        if self._ready:
            return
        self._room.note_waits()
        if has_ended and self._room.tells_timers:
            self._tell_timers()
        state, self._opening = self._opening or Idle(*(self.next_timer() or (None,))), None
        go = self._room.exchange(state)
        self._forget_beats_before(go.now)
        self._move_to(go.now)
        self._accept(go)

    def _tell_timers(self) -> None:
        timers = self.timer_log.until(self._now)
        if timers is not None:
            self._room.note(TimersSet(timers))

    def _accept(self, go: Go) -> None:
        for event in go.events:
            if isinstance(event, _RUN_AT_ONCE) and self.is_of_next_turn(event.segment):
                # As above, where the judge went on to it by itself.
                self.begin_turn()
            before = len(self._ready)
            self._room.handle(event)
            if isinstance(event, _RUN_AT_ONCE):
                self._run_last(len(self._ready) - before)

    def _run_last(self, count: int) -> None:
        """Run what was added last: it stands for the run of the judge's own callback."""
        made_ready = [self._ready.pop() for _ in range(count)]
        while made_ready:
            made_ready.pop()._run()

    # Beats

    def _release_due_timers(self) -> None:
        super()._release_due_timers()
        self._add_seam(None)
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

    def _end_busy_wait(self) -> None:
        if self._turns <= self._most_turns:
            # Turning takes processor time, and who says nothing meanwhile is taken for hung.
            self._max_turns = min(self._most_turns, self._max_turns + _TURNS_IN_SILENCE)
            self._room.ask(Flush())
            return
        states = task_states(asyncio.all_tasks(self), self._room.submission)
        self._room.exchange(BusyWait(self._turns - 1, states))
        raise SystemExit  # not reached: the judge closes the channel
