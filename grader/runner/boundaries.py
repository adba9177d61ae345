"""One thread, one process, one loop: reaching for a second is refused with a clear error, and noted.

This is courtesy, not confinement: it gives the learner an error at their own line. What keeps a hostile submission
in is the kernel's.
"""

import _multiprocessing  # type: ignore[import-not-found]
import _thread
import asyncio
import faulthandler
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, Literal, NoReturn

from grader.protocol.messages import Beyond
from grader.runner.room import Room
from grader.runner.tasks import made_at

_THREAD_STARTS = (
    (_thread, "start_new_thread"),
    (_thread, "start_joinable_thread"),
    (_thread, "start_new"),
    (threading, "_start_new_thread"),
    (threading, "_start_joinable_thread"),
    # Its watchdog is a thread.
    (faulthandler, "dump_traceback_later"),
)
_PROCESS_STARTS = (
    # What leads to another process begins with a pipe to it.
    (os, "pipe"),
    (os, "pipe2"),
    (os, "fork"),
    (os, "forkpty"),
    (os, "posix_spawn"),
    (os, "posix_spawnp"),
    (os, "system"),
    (os, "startfile"),
    (os, "execv"),
    (os, "execve"),
    (subprocess, "_fork_exec"),
    (sys.modules.get("_posixsubprocess"), "fork_exec"),
    (sys.modules.get("_winapi"), "CreateProcess"),
)
_LOOP_STARTS = (
    (asyncio, "run"),
    (asyncio.runners, "run"),
    (asyncio, "new_event_loop"),
    (asyncio.events, "new_event_loop"),
)

_WHY_NOT = {
    "thread": "this exercise stays on one thread: let tasks wait side by side instead",
    "process": "this exercise stays in one process: let tasks wait side by side instead",
    "loop": "the grader brings the event loop and awaits your function itself: "
    "keep asyncio.run under  if __name__ == '__main__':",
}

# Where something was replaced, and what stood there.
_replaced: list[tuple[Any, str, Any]] = []


def install(room: Room, *, threads: int) -> None:
    """Refuse what this run may not have."""
    if threads <= 1:
        _refuse_all(room, "thread", _THREAD_STARTS)
    _refuse_all(room, "process", _PROCESS_STARTS)
    _refuse_semaphores(room)
    _refuse_all(room, "loop", _LOOP_STARTS)
    _replace(asyncio.Runner, "__init__", _refusal(room, "loop", "asyncio.Runner"))
    _replace(asyncio.BaseEventLoop, "__init__", _refusal(room, "loop", "a new event loop"))
    for name in ("run_forever", "run_until_complete"):
        _replace(asyncio.BaseEventLoop, name, _refusal(room, "loop", f"loop.{name}"))


def uninstall() -> None:
    """Put back what was replaced, the last first."""
    while _replaced:
        owner, name, original = _replaced.pop()
        setattr(owner, name, original)


def _replace(owner: Any, name: str, refusal: Callable[..., NoReturn]) -> None:
    _replaced.append((owner, name, getattr(owner, name)))
    setattr(owner, name, refusal)


def _refuse_semaphores(room: Room) -> None:
    """`multiprocessing` makes its semaphores before its first process: the first thing that would fail speaks."""
    refusal: Any = _refusal(room, "process", "multiprocessing")
    refusal.SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX
    _replace(_multiprocessing, "SemLock", refusal)


def _refuse_all(room: Room, what: Literal["thread", "process", "loop"], places: tuple[tuple[Any, str], ...]) -> None:
    for module, name in places:
        if callable(getattr(module, name, None)):
            _replace(module, name, _refusal(room, what, f"{module.__name__}.{name}"))


def _refusal(room: Room, what: Literal["thread", "process", "loop"], name: str) -> Callable[..., NoReturn]:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        room.note(Beyond(what, name, room.submission.line(sys._getframe(1)) or _line_of_task(room)))
        # A coroutine handed to asyncio.run is not forgotten by the learner; the refusal speaks for it.
        for argument in _args:
            if asyncio.iscoroutine(argument):
                argument.close()
        raise RuntimeError(f"{name} is not available here: {_WHY_NOT[what]}")

    return refuse


def _line_of_task(room: Room) -> int | None:
    """Where a task was made that runs nothing of the submission's, like that of `asyncio.to_thread`."""
    return made_at(asyncio.current_task(), room.submission) if room.on_loop_thread else None
