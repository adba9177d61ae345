"""What only this room sees of an untidy run: coroutines thrown away, tasks lost, exceptions that nobody asked for."""

import asyncio
import sys
import warnings
from types import CoroutineType
from typing import Any

from grader.protocol.messages import LostException, LostTask, NeverAwaited
from grader.runner.room import Room
from grader.runner.tasks import made_at


def install(room: Room) -> None:
    """Watch coroutines and the loop from now on."""
    sys.set_coroutine_origin_tracking_depth(1)
    # Python calls this hook by its name when a coroutine dies that was never awaited, and hands over the coroutine.
    warnings._warn_unawaited_coroutine = _Unawaited(room)  # type: ignore[attr-defined]
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda _: None
    room.loop.set_exception_handler(_LoopTrouble(room))


def uninstall() -> None:
    """Let coroutines of a run that is over go unheard."""
    warnings._warn_unawaited_coroutine = lambda _coroutine: None  # type: ignore[attr-defined]


class _Unawaited:
    def __init__(self, room: Room) -> None:
        self._room = room

    def __call__(self, coroutine: "CoroutineType[Any, Any, Any]") -> None:
        origin = coroutine.cr_origin
        own = origin[0] if origin and origin[0][0] == self._room.submission.filename else None
        self._room.note(NeverAwaited(coroutine.__qualname__, own[1] if own else None))


class _LoopTrouble:
    def __init__(self, room: Room) -> None:
        self._room = room

    def __call__(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        room = self._room
        task = context.get("task") or context.get("future")
        error = context.get("exception")
        name = task.get_name() if isinstance(task, asyncio.Task) else ""
        if error is not None:
            room.note(LostException(room.submission.failure(error, room.codec), name))
        elif isinstance(task, asyncio.Task) and not task.done():
            coroutine = getattr(task.get_coro(), "__qualname__", "")
            room.note(LostTask(name, coroutine, made_at(task, room.submission)))
