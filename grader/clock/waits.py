"""What each unfinished task waits for, and at which line."""

import asyncio
import os
import sysconfig
from collections.abc import Coroutine, Generator
from dataclasses import dataclass
from types import AsyncGeneratorType, CoroutineType, FrameType, GeneratorType
from typing import Any

_LIBRARY = sysconfig.get_path("stdlib") + os.sep
_INSTALLED = tuple({sysconfig.get_path(name) + os.sep for name in ("purelib", "platlib")})


def is_library(file: str) -> bool:
    """Whether a file is the standard library's; what is installed beneath it is not."""
    return file.startswith("<frozen") or (file.startswith(_LIBRARY) and not file.startswith(_INSTALLED))


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a function."""

    function: str
    file: str
    line: int | None

    @property
    def is_library(self) -> bool:
        """Whether the line is the standard library's."""
        return is_library(self.file)


@dataclass(frozen=True, slots=True)
class TaskWait:
    """One task, the awaitable it is stuck on, and its suspended frames from the outermost to the innermost."""

    task: str
    coroutine: str
    awaiting: str
    stack: tuple[Place, ...]

    @property
    def place(self) -> Place | None:
        """The innermost line that is not the standard library's."""
        own = [place for place in self.stack if not place.is_library] or self.stack
        return own[-1] if own else None

    def __str__(self) -> str:
        """One line of a report."""
        awaiting = self.awaiting
        if self.stack and self.stack[-1].is_library and awaiting == "Future":
            awaiting = self.stack[-1].function
        where = f" at {self.place.file}:{self.place.line}" if self.place else ""
        return f"{self.task} ({self.coroutine}) awaits {awaiting}{where}"


def waits_of(loop: asyncio.AbstractEventLoop) -> list[TaskWait]:
    """What the unfinished tasks of a loop wait for, in a stable order."""
    tasks = (task for task in asyncio.all_tasks(loop) if not task.done())
    return sorted((wait_of(task) for task in tasks), key=lambda wait: (len(wait.task), wait.task))


def wait_of(task: "asyncio.Task[Any]") -> TaskWait:
    """What one task waits for."""
    coroutine = task.get_coro()
    return TaskWait(
        task=task.get_name(),
        coroutine=getattr(coroutine, "__qualname__", repr(coroutine)),
        awaiting=_describe(getattr(task, "_fut_waiter", None)),
        stack=tuple(await_chain(coroutine)),
    )


def await_chain(awaitable: object) -> list[Place]:
    """Each suspended frame, from the outermost coroutine to the innermost."""
    chain = []
    current: object = awaitable
    while (frame := _frame(current)) is not None:
        chain.append(Place(frame.f_code.co_qualname, frame.f_code.co_filename, frame.f_lineno))
        current = _awaited_by(current)
    return chain


def _frame(awaitable: object) -> FrameType | None:
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        frame = getattr(awaitable, name, None)
        if isinstance(frame, FrameType):
            return frame
    return None


def _awaited_by(awaitable: object) -> object:
    match awaitable:
        case CoroutineType() | Coroutine():
            return getattr(awaitable, "cr_await", None)
        case GeneratorType() | Generator():
            return getattr(awaitable, "gi_yieldfrom", None)
        case AsyncGeneratorType():
            return awaitable.ag_await
    return None


def _describe(awaited: object) -> str:
    match awaited:
        case None:
            return "its next turn"
        case asyncio.Task():
            return f"task {awaited.get_name()}"
        case _:
            return type(awaited).__name__.strip("_")
