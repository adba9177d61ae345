"""One of two loops that behave as one.

The model: an ordinary loop has one queue of callbacks and one of timers. Here each of two loops holds a part of
both, only one of them runs at a time, and whatever runs has its place in one order:

* A *segment* is a stretch in which only one of the two loops runs; whoever hands over begins a new one with a higher
  number. A ready callback stands in the segment in which it was added: its place is (later than every tick, segment).
* A timer has the tick at which it is due and a stamp, which begins with the segment in which it was set. Timers that
  are released when time moves come before all ready callbacks: their place is (tick, stamp). Timers that computing
  passed are released in the next turn, behind what was ready by then: their place begins with the place of that.

So whoever knows the place of the other's next callback (`head`) knows how far it may go by itself: as a rule to the
end, since as a rule only one of them has anything ready.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from grader.clock import ticks
from grader.clock.loop import VirtualClockLoop
from grader.clock.ties import NUMBER_BITS, TimerLog, draws_of
from grader.clock.timers import Timer

Place = tuple[int, ...]

# Later than every tick: where ready callbacks stand among timers. Not the tick after now, since computing moves that.
_BEHIND_TIMERS = ticks.NEVER


class _Seam:
    """Stands in the queue of callbacks where another stretch begins; a turn skips it, since it looks cancelled."""

    __slots__ = ("released_at", "segment")

    _cancelled = True

    def __init__(self, released_at: Place | None, segment: int) -> None:
        self.released_at = released_at
        self.segment = segment


class Queued(NamedTuple):
    """A callback and what gives it its place: where it was released, if it is a timer, else its segment."""

    released_at: Place | None
    segment: int
    handle: Any


class HalfLoop(VirtualClockLoop):
    """A virtual-clock loop that shares one order with another."""

    _moves_alone = False

    __slots__ = (
        "_draw",
        "_head_segment",
        "_released_at",
        "_stamps",
        "_turn_segment",
        "_whole_turn",
        "left_of_turn",
        "running_segment",
        "segment",
        "timer_log",
    )

    def __init__(self, *, segment: int = 0, shuffle: str | None = None, **options: Any) -> None:
        """Begin in a segment; `shuffle` is the seed of the order among timers of one deadline, `None` for theirs.

        The options are the virtual-clock loop's.
        """
        super().__init__(stamps=self._next_stamp, **options)
        self._stamps = 0
        # Of the first callback; further on in the queue, seams tell.
        self._released_at: Place | None = None
        self._whole_turn = False
        # Of a turn that is run callback by callback: timers are released between turns only.
        self.left_of_turn = 0
        self.running_segment = 0
        self.begin(segment, shuffle)

    def begin(self, segment: int, shuffle: str | None) -> None:
        """Choose segment and order anew, for a loop that nothing has used yet."""
        self._draw = None if shuffle is None else draws_of(shuffle)
        self.timer_log = TimerLog()
        self.segment = self._head_segment = self._turn_segment = segment

    def enter_segment(self, segment: int) -> None:
        """The other loop had its turn: what is added from now on comes after what it added."""
        self.segment = segment
        if self._ready or self._whole_turn:
            self._add_seam(None)
        else:
            self._released_at, self._head_segment = None, segment

    def _add_seam(self, released_at: Place | None) -> None:
        ready: Any = self._ready
        if ready and type(ready[-1]) is _Seam:
            ready.pop()
        ready.append(_Seam(released_at, self.segment))

    def head(self) -> Place | None:
        """The place of the first callback that could run now; `None` if there is none."""
        ready: Any = self._ready
        while ready:
            first = ready[0]
            if type(first) is _Seam:
                self._released_at, self._head_segment = first.released_at, first.segment
            elif not first._cancelled:
                return self._place_of_first(first)
            self._pop_first()
        self._released_at, self._head_segment = None, self.segment
        self.left_of_turn = 0
        return None

    def _pop_first(self) -> Any:
        if self.left_of_turn:
            self.left_of_turn -= 1
        return self._ready.popleft()

    def _place_of_first(self, first: Any) -> Place:
        if self._released_at is None:
            return _BEHIND_TIMERS, self._head_segment << NUMBER_BITS
        return (*self._released_at, first._tick, first._stamp)

    def next_timer(self) -> Place | None:
        """The place of the next timer that is not due yet."""
        return self._timers.next_place()

    # Running

    def run_turn(self) -> None:
        """Run a whole turn: the other loop has nothing that could come in between."""
        segment = self._turn_segment = self.segment
        ready: Any = self._ready
        # A seam at the end belongs to what this turn adds: it must not be taken for a part of the turn.
        while type(ready[-1]) is _Seam:
            ready.pop()
        self._whole_turn = True
        try:
            self._run_ready()
        finally:
            self._whole_turn = False
            self._released_at, self._head_segment = None, segment

    def run_first(self) -> None:
        """Run the first callback alone; there is one."""
        if not self.left_of_turn:
            self.begin_turn()
        self.running_segment = self._segment_of_first()
        handle = self._pop_first()
        if not self._ready:
            self._released_at, self._head_segment = None, self.segment
        handle._run()

    def _segment_of_first(self) -> int:
        if self._released_at is None:
            return self._head_segment
        return self._released_at[1] >> NUMBER_BITS if self._released_at else 0

    def is_of_next_turn(self, segment: int) -> bool:
        """Whether what stands in a segment belongs to a turn that has not begun here."""
        return not self.left_of_turn and segment > self._turn_segment

    def begin_turn(self) -> None:
        """Count what is ready now as one turn, to be run callback by callback."""
        self.left_of_turn = len(self._ready)
        self._turn_segment = self.segment
        self._turns += 1
        if self._turns > self._max_turns:
            self._end_busy_wait()

    # Timers

    def _next_stamp(self) -> int:
        # The lowest bit is free for whoever has a use for it.
        self._stamps += 2
        first = self.segment if self._draw is None else self._draw()
        return first << NUMBER_BITS | self._stamps

    def _schedule(self, tick: int, callback: Any, args: Any, context: Any) -> Timer:
        made = super()._schedule(tick, callback, args, context)
        self.timer_log.note(made)
        return made

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        assert isinstance(handle, Timer)
        if handle._tick > self._now:
            self.timer_log.forget(handle)
        super()._timer_handle_cancelled(handle)

    def _move_to(self, tick: int) -> None:
        # Nothing is ready: the timers that are released now come first.
        self._released_at = ()
        super()._move_to(tick)
        self._add_seam(None)
        # The turn began in the other loop's segment, if that is the one that moved time.
        self.begin_turn()
        self._turn_segment -= 2

    def end_of_turn(self) -> Place:
        """What stands before this, here or there, belongs to the turn that has just been run."""
        return _BEHIND_TIMERS, (self._turn_segment << NUMBER_BITS) + 1

    def place_of_release(self) -> Place:
        """Where timers would be released now that computing has passed: behind all that is ready in either loop."""
        return _BEHIND_TIMERS, (self.segment << NUMBER_BITS) + 1

    def release_at(self, place: Place, handles: Iterable[Any] = ()) -> None:
        """Release the timers that are due, behind what is ready, and with them what was released elsewhere."""
        if self._ready:
            self._add_seam(place)
        else:
            self._released_at = place
        self._ready.extend(handles)
        self._release_due_timers()
        self._add_seam(None)

    # Queue

    def queued(self) -> Iterator[Queued]:
        """What is ready, each with what gives it its place."""
        released_at, segment = self._released_at, self._head_segment
        for each in self._ready:
            if type(each) is _Seam:
                released_at, segment = each.released_at, each.segment
            elif not each._cancelled:
                yield Queued(released_at, segment, each)

    def requeue(self, items: Iterable[Queued]) -> None:
        """Let this be ready, in this order, in place of what was."""
        ready: Any = self._ready
        ready.clear()
        self._released_at, self._head_segment = None, self.segment
        last: tuple[Place | None, int] | None = None
        for released_at, segment, handle in items:
            if last != (released_at, segment):
                ready.append(_Seam(released_at, segment))
                last = (released_at, segment)
            ready.append(handle)
        if ready:
            self._add_seam(None)
