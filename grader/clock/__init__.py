"""A virtual clock for asyncio: an event loop whose time moves only when nothing can run.

Usable alone: `asyncio.Runner(loop_factory=VirtualClockLoop)`, or pytest's `-p grader.clock.pytest_plugin`.

* `loop`: the event loop
* `timers`: timers and the queue they wait in
* `ticks`: integer nanoseconds and their border with asyncio's seconds
* `outside`: what the clock has to wait for in real time
* `blocking`: what keeps the loop's thread to itself
* `waits`: what each task waits for, and at which line
* `errors`: the ends of a run that are not the program's own
"""

from grader.clock.blocking import BlockingCall, BlockingError, BlockingWatch, refuse
from grader.clock.errors import BusyWaitError, ClockError, DeadlockError, HorizonError
from grader.clock.loop import Companion, VirtualClockLoop
from grader.clock.outside import Hold
from grader.clock.waits import TaskWait, waits_of

__all__ = [
    "BlockingCall",
    "BlockingError",
    "BlockingWatch",
    "BusyWaitError",
    "ClockError",
    "Companion",
    "DeadlockError",
    "Hold",
    "HorizonError",
    "TaskWait",
    "VirtualClockLoop",
    "refuse",
    "waits_of",
]
