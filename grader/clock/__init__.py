"""A virtual clock for asyncio: an event loop whose time moves only when nothing can run.

Usable alone: `asyncio.Runner(loop_factory=VirtualClockLoop)`.

* `loop`: the event loop
* `ticks`: integer nanoseconds and their border with asyncio's seconds
* `outside`: what the clock has to wait for in real time
* `waits`: what each task waits for, and at which line
* `errors`: the ends of a run that are not the program's own
"""

from grader.clock.errors import BusyWaitError, ClockError, DeadlockError, HorizonError
from grader.clock.loop import Companion, VirtualClockLoop
from grader.clock.waits import TaskWait, waits_of

__all__ = [
    "BusyWaitError",
    "ClockError",
    "Companion",
    "DeadlockError",
    "HorizonError",
    "TaskWait",
    "VirtualClockLoop",
    "waits_of",
]
