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
from types import FrameType
from typing import Any, Literal

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

_What = Literal["thread", "process", "loop"]

_WHY_NOT: dict[_What, str] = {
    "thread": "this exercise stays on one thread: let tasks wait side by side instead",
    "process": "this exercise stays in one process: let tasks wait side by side instead",
    "loop": "the grader brings the event loop and awaits your function itself: "
    "keep asyncio.run under  if __name__ == '__main__':",
}

# What refuses, for good, in a process that has one setting: Python forgets what it has learned of a class that is
# changed, and would learn it anew in each run. Owner, name, and what stands there now.
_refusals: list[tuple[Any, str, Callable[..., Any]]] = []

# The room whose run this is. There is none while a room is furnished: what a run may not have, its loop is made of.
_rooms: list[Room] = []


def install(room: Room, *, threads: int) -> None:
    """Refuse what this run may not have, also where an earlier one has put something else."""
    if not _refusals:
        _refuse_everything(threads)
    for owner, name, refusal in _refusals:
        if getattr(owner, name, None) is not refusal:
            setattr(owner, name, refusal)
    _rooms.append(room)


def uninstall() -> None:
    """Refuse nothing until there is another run."""
    _rooms.clear()


def _refuse_everything(threads: int) -> None:
    if threads <= 1:
        _refuse_all("thread", _THREAD_STARTS)
    _refuse_all("process", _PROCESS_STARTS)
    # `multiprocessing` makes its semaphores before its first process: the first thing that would fail speaks.
    semaphore = _refuse(_multiprocessing, "SemLock", "process", "multiprocessing")
    semaphore.SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX
    _refuse_all("loop", _LOOP_STARTS)
    _refuse(asyncio.Runner, "__init__", "loop", "asyncio.Runner")
    _refuse(asyncio.BaseEventLoop, "__init__", "loop", "a new event loop")
    for name in ("run_forever", "run_until_complete"):
        _refuse(asyncio.BaseEventLoop, name, "loop", f"loop.{name}")


def _refuse_all(what: _What, places: tuple[tuple[Any, str], ...]) -> None:
    for module, name in places:
        if callable(getattr(module, name, None)):
            _refuse(module, name, what, f"{module.__name__}.{name}")


def _refuse(owner: Any, name: str, what: _What, shown: str) -> Any:
    original = getattr(owner, name)

    def refuse(*args: Any, **kwargs: Any) -> Any:
        if not _rooms:
            return original(*args, **kwargs)
        _note(_rooms[0], what, shown, sys._getframe(1))
        # A coroutine handed to asyncio.run is not forgotten by the learner; the refusal speaks for it.
        for argument in args:
            if asyncio.iscoroutine(argument):
                argument.close()
        raise RuntimeError(f"{shown} is not available here: {_WHY_NOT[what]}")

    _refusals.append((owner, name, refuse))
    return refuse


def _note(room: Room, what: _What, shown: str, frame: FrameType) -> None:
    room.note(Beyond(what, shown, room.submission.line(frame) or _line_of_task(room)))


def _line_of_task(room: Room) -> int | None:
    """Where a task was made that runs nothing of the submission's, like that of `asyncio.to_thread`."""
    return made_at(asyncio.current_task(), room.submission) if room.on_loop_thread else None
