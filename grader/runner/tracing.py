"""What each task waits for, told whenever this room is about to let time pass.

Time moves only while the room is idle or its thread is blocked, so the waits at those moments are all the waits there
are; what came and went at one instant took no time. The task that blocks the thread does not wait. Only what changed
since the last moment is told.
"""

import asyncio
from typing import Any

from grader.clock.waits import Place as Frame
from grader.clock.waits import await_chain
from grader.protocol.messages import Place, TaskEnded, TaskWaiting, WaitKind
from grader.runner.room import Room
from grader.runner.tasks import made_at

# The innermost function of asyncio's that a wait stands in, and what kind of wait that is.
_KINDS: dict[str, WaitKind] = {
    "sleep": "sleep",
    "Lock.acquire": "limit",
    "Semaphore.acquire": "limit",
    "BoundedSemaphore.acquire": "limit",
    "Condition.wait": "event",
    "Event.wait": "event",
    "Barrier.wait": "event",
    "Queue.get": "queue",
    "Queue.put": "queue",
    "Queue.join": "queue",
    "TaskGroup.__aexit__": "task",
    "_wait": "task",
    "wait_for": "task",
}
# Whoever walks over `as_completed` waits in a queue of asyncio's own, for the next task to end.
_WALK = "_wait_for_one"
_WORLD = "<world>"


class Tracer:
    """Remembers what was told of each task."""

    def __init__(self, room: Room) -> None:
        """Take the room whose tasks are traced."""
        self._room = room
        self._told: dict[str, TaskWaiting] = {}

    def note_waits(self) -> None:
        """Tell of each task whose wait is another than last time, and of those that ended."""
        running = asyncio.current_task(self._room.loop)
        current = {task.get_name(): task for task in asyncio.all_tasks(self._room.loop) if task is not running}
        for name in [name for name in self._told if name not in current]:
            del self._told[name]
            self._room.note(TaskEnded(name))
        for name, task in current.items():
            waiting = self._wait(name, task)
            if self._told.get(name) != waiting:
                self._told[name] = waiting
                self._room.note(waiting)

    def _wait(self, name: str, task: "asyncio.Task[Any]") -> TaskWaiting:
        submission = self._room.submission
        chain = await_chain(task.get_coro())
        own = tuple(Place(frame.function, frame.line or 0) for frame in chain if frame.file == submission.filename)
        waiter = getattr(task, "_fut_waiter", None)
        innermost = chain[-1] if chain else None
        kind = "task" if any(frame.function.endswith(_WALK) for frame in chain) else _kind(innermost, waiter)
        maker = getattr(task, "maker", "")
        return TaskWaiting(name, kind, _label(innermost, waiter), made_at(task, submission), own, maker)


def _kind(innermost: Frame | None, waiter: object) -> WaitKind:
    if isinstance(waiter, asyncio.Task) or type(waiter).__name__ == "_GatheringFuture":
        return "task"
    if innermost is None:
        return "other"
    if innermost.file == _WORLD or innermost.function.startswith("Caller."):
        return "world"
    return _KINDS.get(innermost.function, "other")


def _label(innermost: Frame | None, waiter: object) -> str:
    if isinstance(waiter, asyncio.Task):
        return waiter.get_name()
    # Which of two gatherings at one line it is, its first task tells.
    children = getattr(waiter, "_children", None)
    if children and isinstance(children[0], asyncio.Task):
        return children[0].get_name()
    return innermost.function if innermost is not None else ""
