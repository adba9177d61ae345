"""Calls that the judge makes into the submission."""

import asyncio
import contextlib
import inspect
from collections.abc import Callable, Iterator
from types import AsyncGeneratorType, FunctionType, MethodType
from typing import Any

from grader.protocol.errors import UncrossableValueError
from grader.protocol.messages import (
    Place,
    Raised,
    Returned,
    Start,
    Unfinished,
)
from grader.protocol.values import Reference, Wire, is_plain_data
from grader.runner.room import Room
from grader.runner.tasks import task_states

# Of more nobody reads the list.
_MANY = 20

_Awaitables = (asyncio.Future, AsyncGeneratorType)


class Server:
    """Runs what the judge asks for, each call in a task of its own."""

    def __init__(self, room: Room) -> None:
        """Take the room that speaks with the judge."""
        self._room = room
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._handles: dict[str, Any] = {}
        self._left: list[asyncio.Task[Any]] = []
        self._ended = False
        self._inspected = False

    def start(self, start: Start) -> None:
        """Begin a call."""
        task = self._room.loop.create_task(self._serve(start), name=start.target)
        self._tasks[start.call] = task

    def cancel(self, call: int) -> None:
        """Cancel a call that is under way."""
        task = self._tasks.get(call)
        if task is not None:
            task.cancel()

    def inspect(self) -> None:
        """Report the unfinished tasks at the next idle."""
        self._inspected = True

    def report_unfinished(self) -> bool:
        """At the end of an instant, report which tasks are still alive if calls ended in it; whether they did."""
        has_ended = self._ended
        if self._ended or self._inspected:
            serving = set() if self._inspected else set(self._tasks.values())
            self._left = [task for task in asyncio.all_tasks(self._room.loop) if task not in serving]
            self._room.note(Unfinished(task_states(self._left, self._room.submission), tuple(self._open_generators())))
        self._ended = self._inspected = False
        return has_ended

    def _open_generators(self) -> Iterator[Place]:
        """Those of the submission that were begun and not closed, where nobody can still be at work on one.

        Another call could be, a task that is left behind, and the judge where an object was handed to it.
        """
        if self._tasks or self._left or self._handles:
            return
        frames = [(generator, generator.ag_frame) for generator in self._room.loop.begun_generators()]
        own = [(g, frame) for g, frame in frames if frame and g.ag_code.co_filename == self._room.submission.filename]
        for generator, frame in sorted(own, key=lambda each: each[1].f_lineno)[:_MANY]:
            yield Place(generator.__qualname__, frame.f_lineno)

    async def _serve(self, start: Start) -> None:
        try:
            ended: Returned | Raised = self.returned(start.call, await self.run(start.target, start.arguments))
        except BaseException as error:  # noqa: BLE001 - whatever ends a call of the submission is its outcome
            ended = self._raised(start.call, error)
        self._end(ended)

    def _end(self, ended: Returned | Raised) -> None:
        self._ended = True
        if self._tasks.pop(ended.call, None) is not None:
            self._room.note(ended)

    def _raised(self, call: int, error: BaseException) -> Raised:
        return Raised(call, self._room.submission.failure(error, self._room.codec))

    def end_all(self, error: BaseException) -> None:
        """A task asked for the end of the program: so ends every call that is under way."""
        for call in list(self._tasks):
            self._end(self._raised(call, error))

    async def run(self, target: str, arguments: Wire | None) -> Any:
        """Call something of the submission, or read it, in the running task."""
        found = self._find(target)
        if arguments is None:
            return found
        args, kwargs = self._room.codec.decode_call(arguments)
        value = found(*args, **kwargs)
        return await value if inspect.isawaitable(value) else value

    def _find(self, target: str) -> Any:
        if not target.startswith("#"):
            return getattr(self._room.submission.module, target)
        key, _, attribute = target.partition(".")
        handle = self._handles[key]
        if attribute == "__aexit__":
            return _leave(handle)
        return getattr(handle, attribute) if attribute else handle

    def returned(self, call: int, value: Any) -> Returned:
        """A value on its way to the judge, or a word on why it cannot go there."""
        if inspect.iscoroutine(value) or isinstance(value, asyncio.Future):
            return Returned(call, None, _describe_awaitable(value), unawaited=True)
        try:
            return Returned(call, self._room.codec.encode(value))
        except UncrossableValueError as error:
            return Returned(call, None, error.what, unawaited=inspect.isgenerator(value))

    # References

    def refer(self, value: Any) -> Reference | None:
        """How an object crosses that lives here: the learner's own objects and functions, and async generators."""
        if isinstance(value, AsyncGeneratorType):
            return self._keep(value, "async-generator")
        if isinstance(value, contextlib.AsyncContextDecorator) and not isinstance(value, type):
            return self._keep(value, "context-manager")
        if isinstance(value, FunctionType | MethodType):
            return self._keep(value, "function") if self._is_own(value) else None
        if isinstance(value, type) or not self._is_own(type(value)) or is_plain_data(type(value)):
            return None
        return self._keep(value, type(value).__name__)

    def _is_own(self, thing: Any) -> bool:
        return getattr(thing, "__module__", None) == self._room.submission.module.__name__

    def _keep(self, value: Any, type_name: str) -> Reference:
        key = f"#{len(self._handles) + 1}"
        self._handles[key] = value
        return Reference("runner", key, type_name)

    def resolve(self, key: str) -> Any:
        """The object behind a handle that came back."""
        return self._handles[key]


def _leave(manager: Any) -> Callable[..., Any]:
    """`__aexit__` from the exception alone: neither its class nor its traceback can cross."""

    def leave(_kind: None, error: BaseException | None, _trace: None) -> Any:
        return manager.__aexit__(None if error is None else type(error), error, error and error.__traceback__)

    return leave


def _describe_awaitable(value: Any) -> str:
    if inspect.iscoroutine(value):
        name = value.__qualname__
        value.close()
        return f"the coroutine {name}(), which nobody awaited"
    return "a task, which nobody awaited"
