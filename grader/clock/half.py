"""One of two loops that behave as one.

The model: an ordinary loop has one queue of callbacks and one of timers. Here each of two loops holds a part of
both, only one of them runs at a time, and all that runs has one order, a pair (tick, stamp):

* a timer has the tick at which it is due and a stamp, given when it was set;
* a ready callback comes after every timer that was released with it: its tick is the one after now, its stamp tells
  when it was added.

Stamps of both loops can be compared, since they begin with the number of a *segment*. A segment is a stretch in
which only one of the two loops runs; whoever hands over begins a new one with a higher number.

So whoever knows the place of the other's next callback (`head`) knows how far it may go by itself: as a rule to the
end, since as a rule only one of them has anything ready.
"""

from typing import Any

from grader.clock.loop import VirtualClockLoop

Key = tuple[int, int]

_SEGMENT_BITS = 32


class _Seam:
    """Stands in the queue of callbacks where a segment begins; a turn skips it, since it looks cancelled."""

    __slots__ = ("segment",)

    _cancelled = True

    def __init__(self, segment: int) -> None:
        self.segment = segment


class HalfLoop(VirtualClockLoop):
    """A virtual-clock loop that shares one order with another."""

    def __init__(self, *, segment: int = 0, **options: Any) -> None:
        """Begin in a segment; the options are the virtual-clock loop's."""
        super().__init__(**options)
        self.segment = segment
        self._head_segment = segment
        self._just_released = 0
        # How many of the first callbacks are timers that were released together when time moved.
        self._timers_ahead = 0
        self._whole_turn = False

    def enter_segment(self, segment: int) -> None:
        """The other loop had its turn: what is added from now on comes after what it added."""
        self.segment = segment
        ready: Any = self._ready
        if ready and type(ready[-1]) is _Seam:
            ready[-1].segment = segment
        elif ready or self._whole_turn:
            ready.append(_Seam(segment))
        else:
            self._head_segment = segment

    def head(self) -> Key | None:
        """The place of the first callback that could run now; `None` if there is none."""
        ready: Any = self._ready
        while ready:
            first = ready[0]
            if type(first) is _Seam:
                self._head_segment = first.segment
            elif not first._cancelled:
                return self._key_of_first(first)
            else:
                self._timers_ahead = max(0, self._timers_ahead - 1)
            ready.popleft()
        self._head_segment = self.segment
        self._timers_ahead = 0
        return None

    def _key_of_first(self, first: Any) -> Key:
        if self._timers_ahead:
            return first._tick, first._stamp
        return self._now + 1, self._head_segment << _SEGMENT_BITS

    def next_timer(self) -> Key | None:
        """The place of the next timer that is not due yet."""
        tick = self._timers.next_tick()
        return None if tick is None else self._timers._near[0][:2]

    # Running

    def run_turn(self) -> None:
        """Run a whole turn: the other loop has nothing that could come in between."""
        segment = self.segment
        self._whole_turn = True
        try:
            self._run_ready()
        finally:
            self._whole_turn = False
            self._timers_ahead = 0
            self._head_segment = segment

    def run_first(self) -> None:
        """Run the first callback alone; there is one."""
        handle = self._ready.popleft()
        self._timers_ahead = max(0, self._timers_ahead - 1)
        if not self._ready:
            self._head_segment = self.segment
        handle._run()

    def count_turn(self) -> None:
        """Count a turn that is run callback by callback."""
        self._turns += 1
        if self._turns > self._max_turns:
            self._end_busy_wait()

    # Order

    def _stamp(self) -> int:
        self._sequence += 1
        return self.segment << _SEGMENT_BITS | self._sequence

    def _release_due_timers(self) -> None:
        before = len(self._ready)
        super()._release_due_timers()
        self._just_released = len(self._ready) - before

    def _move_to(self, tick: int) -> None:
        super()._move_to(tick)
        self._timers_ahead = self._just_released
