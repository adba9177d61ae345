"""The submission's own sleeps: they ask the judge for nothing, so they are told to it for the picture of time."""

import asyncio
import sys
from typing import Any

from grader.protocol.messages import Slept
from grader.runner.room import Room

_stock_sleep = asyncio.sleep


def install(room: Room) -> None:
    """Put a sleep that tells in the place of asyncio's own."""

    async def sleep(delay: float, result: Any = None) -> Any:
        start, origin = room.loop.now(), room.origin(sys._getframe())
        try:
            return await _stock_sleep(delay, result)
        finally:
            if room.loop.now() > start:
                room.note(Slept(start, room.loop.now(), origin))

    sleep.__qualname__, sleep.__module__, sleep.__doc__ = "sleep", _stock_sleep.__module__, _stock_sleep.__doc__
    asyncio.sleep = asyncio.tasks.sleep = sleep
