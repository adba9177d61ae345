"""The clocks that a submission finds: all of them read the loop's.

freezegun replaces `datetime` and `time.time` wherever a loaded module holds them, which takes milliseconds; so it
is started once, in the zygote, with a factory that reads whatever loop the run has. `monotonic` and `perf_counter`
are ours, since asyncio promises that `loop.time()` equals the former.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001 - freezegun counts in naive UTC


def _stopped() -> int:
    """The time before there is a loop."""
    return 0


def _for_no_time(_ticks: int, _kind: str) -> None:
    """How long anything blocks before there is a loop."""


_now: Callable[[], int] = _stopped
_block: Callable[[int, str], None] = _for_no_time

_PER_SECOND = 1_000_000_000
_PER_MICROSECOND = 1_000


class _Factory:
    """What freezegun asks for the time."""

    def __call__(self) -> datetime:
        return EPOCH + timedelta(microseconds=_now() // _PER_MICROSECOND)


def freeze() -> None:
    """Replace the clocks of this process, for good."""
    from freezegun import api

    api.freeze_time(EPOCH).start()
    factories: list[Any] = api.freeze_factories
    factories[-1] = _Factory()
    time.monotonic = time.perf_counter = _seconds
    time.monotonic_ns = time.perf_counter_ns = _ticks
    time.sleep = _sleep  # type: ignore[assignment]  # its argument has a name here


def attach(now: Callable[[], int], block: Callable[[int, str], None]) -> None:
    """Give the clocks the loop to read, and `time.sleep` the way to block it."""
    global _now, _block
    _now, _block = now, block


def detach() -> None:
    """Let the clocks stand until they are given another loop."""
    attach(_stopped, _for_no_time)


def _ticks() -> int:
    return _now()


def _seconds() -> float:
    return _now() / _PER_SECOND


def _sleep(seconds: float) -> None:
    """`time.sleep`, in virtual time: nothing else runs on this thread meanwhile."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    _block(round(seconds * _PER_SECOND), "sleep")
