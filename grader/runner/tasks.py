"""Tasks in a stable order.

`asyncio.wait`, `TaskGroup` and `as_completed` walk sets of tasks, and sets walk by hash, which for a stock task is
its address: twelve runs of one submission gave twelve start orders. Tasks here hash by the number of their making.
"""

import asyncio
import itertools
import sys
from collections.abc import Coroutine, Iterable, Iterator
from types import FrameType
from typing import Any

from grader.clock.waits import wait_of
from grader.protocol.messages import Place, TaskState
from grader.runner.submission import Submission

# Of more tasks than this nobody reads the list, and a frame holds no list of any length.
_MANY = 1_000
_stock_as_completed = asyncio.as_completed
# The counter of this run. Not the class's own: Python forgets what it has learned of a class that is changed.
_numbers = [itertools.count(1)]


class NumberedTask(asyncio.Task[Any]):
    """A task that hashes by the order of creation and knows the frame and the task that made it."""

    def __init__(self, coro: Coroutine[Any, Any, Any], **options: Any) -> None:
        """Make a task; with `eager_start` it takes its first step in here, so its number comes first."""
        self.number = next(_numbers[0])
        self.made_by = _place_of_maker()
        maker = asyncio.current_task(options.get("loop"))
        self.maker = maker.get_name() if maker else ""
        # asyncio's own names go on counting where a process serves several runs.
        chosen = options.get("name")
        options["name"] = f"Task-{self.number}" if chosen is None else _sayable(chosen)
        super().__init__(coro, **options)

    def set_name(self, value: object) -> None:
        """Keep the name of before for `None`, by which some Python 3.13 say that nobody chose one."""
        if value is not None:
            super().set_name(_sayable(value))

    def __hash__(self) -> int:
        """The number of this task."""
        return self.number

    def __eq__(self, other: object) -> bool:
        """Tasks are equal to themselves only."""
        return self is other


def _sayable(name: object) -> str:
    """The name in characters that a message can carry: half a surrogate pair is none."""
    return str(name).encode("utf-8", "replace").decode("utf-8")


# What a message of Python's own calls it.
NumberedTask.__name__ = NumberedTask.__qualname__ = asyncio.Task.__name__


def make_task(loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any], **options: Any) -> "asyncio.Task[Any]":
    """The task factory of the runner's loop."""
    return NumberedTask(coro, loop=loop, **options)


def install() -> None:
    """Put what keeps order in the place of asyncio's own, and count from the beginning."""
    _numbers[0] = itertools.count(1)
    stock: Any = asyncio
    stock.as_completed = _ordered_as_completed
    if sys.version_info >= (3, 12):
        task: Any = NumberedTask
        stock.eager_task_factory = stock.tasks.eager_task_factory = asyncio.create_eager_task_factory(task)


def _ordered_as_completed(fs: Iterable[Any], *, timeout: float | None = None) -> Iterator[Any]:
    """`asyncio.as_completed`, with the tasks made in the order of the arguments."""
    if asyncio.isfuture(fs) or asyncio.iscoroutine(fs):
        return _stock_as_completed(fs, timeout=timeout)  # its own TypeError
    futures = {id(awaitable): awaitable for awaitable in fs}
    return _stock_as_completed([asyncio.ensure_future(each) for each in futures.values()], timeout=timeout)


def _place_of_maker() -> tuple[str, int] | None:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if file != __file__ and "asyncio" not in file:
            return file, frame.f_lineno
        frame = frame.f_back
    return None


def made_at(task: "asyncio.Future[Any] | None", submission: Submission) -> int | None:
    """The line of the submission that made a task."""
    maker = getattr(task, "made_by", None)
    return maker[1] if maker and maker[0] == submission.filename else None


def task_states(tasks: "Iterable[asyncio.Task[Any]]", submission: Submission) -> tuple[TaskState, ...]:
    """What unfinished tasks wait for, as far as the submission's own lines go, in the order of their making."""
    in_order = sorted(tasks, key=lambda task: getattr(task, "number", 0))
    return tuple(_task_state(task, submission) for task in in_order[:_MANY])


def _task_state(task: "asyncio.Task[Any]", submission: Submission) -> TaskState:
    wait = wait_of(task)
    own = (place for place in wait.stack if place.file == submission.filename)
    return TaskState(
        name=wait.task,
        coroutine=wait.coroutine,
        awaiting=wait.stack[-1].function if wait.awaiting == "Future" and wait.stack else wait.awaiting,
        made_at=made_at(task, submission),
        stack=tuple(Place(place.function, place.line or 0) for place in own),
    )
