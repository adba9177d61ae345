"""Calls that block the loop's thread: what they are, where they stand, and what they cost in virtual time.

Under a virtual clock such a call costs nothing that a test could measure, so it has to be seen by other means. Two
of them, since neither sees everything:

* **Interposed** while a watched loop runs: what is known to wait. `time.sleep` does not sleep then: it charges the
  clock. It is also replaced where a module holds it by name. Waits of threads, blocking sockets, child processes
  and `input` are reported before they begin, so that one which never ends has left its line. Of a class, the method
  is replaced, which no import by name gets around.
* **Measured**: each callback of the loop against real clocks. One that ran for longer than `limit` is reported with
  the line where a second thread saw it most often; its CPU time tells computing from waiting. That thread only
  looks: it never calls the loop, and the loop never waits for it. A signal instead of the thread would work in the
  main thread alone, and pytest-timeout has taken the only one.

Rejected: profiling every C call (sees aliases and locks, but makes all code three times as slow on 3.11 and cannot
change how long a sleep takes); audit hooks (`time.sleep` has an event on 3.13 only).
"""

import asyncio
import builtins
import functools
import linecache
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Protocol

from grader.clock.errors import ClockError
from grader.clock.waits import Place, is_library

_OURS = os.path.dirname(__file__) + os.sep  # noqa: PTH120  # compared with code objects' strings
_ASYNCIO = os.path.dirname(asyncio.__file__) + os.sep  # noqa: PTH120


_START = threading.Thread.start.__code__

# Where nobody saw the callback: the looking thread had no chance to look.
UNSEEN = Place("?", "?", None)


class _Clock(Protocol):
    _blocking: "BlockingWatch | None"

    def time(self) -> float: ...

    def charge(self, seconds: float) -> None: ...


@dataclass(slots=True)
class BlockingCall:
    """Something that kept the loop's thread to itself."""

    what: str
    place: Place
    task: str | None
    at: float
    seconds: float = field(default=0.0)
    """Virtual where `charged`, else real; 0 while the call has not come back."""
    charged: bool = False

    def __str__(self) -> str:
        """One line of a report."""
        source = linecache.getline(self.place.file, self.place.line or 0).strip()
        where = f"{self.place.file}:{self.place.line} ({source or self.place.function})"
        return f"{self.what} blocks the event loop at {where}"


class BlockingError(ClockError):
    """A call blocked the loop's thread, where that is refused."""

    def __init__(self, call: BlockingCall) -> None:
        """Take the call."""
        self.call = call
        super().__init__(f"{call}: await an asynchronous equivalent, or move it to a thread with asyncio.to_thread")


def refuse(call: BlockingCall) -> None:
    """Raise where the loop's thread is blocked: `BlockingWatch(refuse)`."""
    raise BlockingError(call)


class BlockingWatch:
    """What a loop sees of blocking: `VirtualClockLoop(blocking=BlockingWatch())`."""

    def __init__(self, report: Callable[[BlockingCall], object] | None = None, *, limit: float = 0.1) -> None:
        """Collect in `calls`, and tell `report` of each at once; `limit` is in real seconds."""
        self.calls: list[BlockingCall] = []
        self._report = report
        self._limit = limit
        self._loop: _Clock | None = None
        self._task: str | None = None
        self._cpu_began = 0.0
        self._accounted = 0.0
        self._inside = False
        self._sampler = _Sampler(limit)

    @contextmanager
    def watching(self, loop: _Clock) -> Iterator[threading.Thread]:
        """Watch a loop while it runs in this thread; gives the thread that looks on."""
        self._loop = loop
        self._sampler = _Sampler(self._limit)
        self._sampler.start()
        _interposed.open()
        try:
            yield self._sampler
        finally:
            _interposed.close()
            self._sampler.stop()

    # Around each callback

    def begin(self, handle: Any) -> None:
        """A callback starts."""
        owner = getattr(handle._callback, "__self__", None)
        self._task = owner.get_name() if isinstance(owner, asyncio.Task) else None
        self._accounted = 0.0
        self._cpu_began = time.thread_time()
        self._sampler.begin()

    def end(self, took: float) -> None:
        """The callback has come back after so many real seconds."""
        seen = self._sampler.end()
        unexplained = took - self._accounted
        if unexplained < self._limit:
            return
        computing = time.thread_time() - self._cpu_began > unexplained / 2
        place = seen.most_common(1)[0][0] if seen else UNSEEN
        self._note("computing" if computing else "waiting", place, seconds=unexplained)

    # At an interposed call

    def charge_sleep(self, seconds: float) -> None:
        """`time.sleep` was called on the loop's thread."""
        assert self._loop is not None
        self._note("time.sleep", _caller(), seconds=seconds, charged=True)
        self._loop.charge(seconds)

    def call(self, what: str, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Go through with a call that waits for real; the waits inside it are the same wait."""
        if self._inside or _is_asyncio_at_work():
            return function(*args, **kwargs)
        call = self._note(what, _caller())
        self._inside = True
        self._sampler.pause(True)
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            self._inside = False
            self._sampler.pause(False)
            call.seconds = time.perf_counter() - began
            self._accounted += call.seconds

    def _note(self, what: str, place: Place, *, seconds: float = 0.0, charged: bool = False) -> BlockingCall:
        assert self._loop is not None
        call = BlockingCall(what, place, self._task, self._loop.time(), seconds, charged)
        self.calls.append(call)
        if self._report:
            self._report(call)
        return call


class _Sampler(threading.Thread):
    """Looks at the loop's thread while a callback takes long."""

    def __init__(self, limit: float) -> None:
        super().__init__(name="blocking-watch", daemon=True)
        self._limit = limit
        self._watched = threading.get_ident()
        self._began: float | None = None
        self._paused = False
        self._seen: Counter[Place] = Counter()
        self._stopped = threading.Event()

    def begin(self) -> None:
        self._began = time.perf_counter()

    def end(self) -> Counter[Place]:
        self._began = None
        seen, self._seen = self._seen, Counter()
        return seen

    def pause(self, paused: bool) -> None:
        self._paused = paused

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.wait(self._limit / 4):
            began = self._began
            if began is not None and not self._paused and time.perf_counter() - began > self._limit / 2:
                self._look(began)

    def _look(self, began: float) -> None:
        frame = sys._current_frames().get(self._watched)
        if frame is not None and self._began == began and not self._paused:
            self._seen[_place(frame)] += 1


# Where


def _frames(innermost: FrameType) -> Iterator[FrameType]:
    frame: FrameType | None = innermost
    while frame is not None:
        yield frame
        frame = frame.f_back


def _place(innermost: FrameType) -> Place:
    """The innermost line that is the program's own."""
    found = next((frame for frame in _frames(innermost) if not _is_library(frame.f_code.co_filename)), innermost)
    return Place(found.f_code.co_qualname, found.f_code.co_filename, found.f_lineno)


def _caller() -> Place:
    return _place(sys._getframe(1))


def _is_library(file: str) -> bool:
    return file.startswith(_OURS) or is_library(file)


def _is_asyncio_at_work() -> bool:
    """Whether the wait is asyncio's or the library's own: a thread that starts waits for its first breath."""
    for frame in _frames(sys._getframe(1)):
        if frame.f_code is _START or frame.f_code.co_filename.startswith(_ASYNCIO):
            return True
        if not _is_library(frame.f_code.co_filename):
            return False
    return True


# What is interposed


def _watch() -> "BlockingWatch | None":
    """Who watches the loop that runs in this thread."""
    return getattr(asyncio._get_running_loop(), "_blocking", None)


def _sleep(real: Callable[[float], None]) -> Callable[[float], None]:
    @functools.wraps(real)
    def sleep(seconds: float, /) -> None:
        watch = _watch()
        if watch is None or seconds < 0:
            real(seconds)
        else:
            watch.charge_sleep(seconds)
            real(0)  # lets other threads run, as any sleep does

    return sleep


def _waiting(what: str, real: Callable[..., Any], waits: Callable[..., bool]) -> Callable[..., Any]:
    @functools.wraps(real)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        watch = _watch()
        if watch is None or not waits(*args, **kwargs):
            return real(*args, **kwargs)
        return watch.call(what, real, args, kwargs)

    return wrapper


def _always(*_args: Any, **_kwargs: Any) -> bool:
    return True


def _is_blocking_socket(sock: socket.socket, *_args: Any, **_kwargs: Any) -> bool:
    return sock.gettimeout() != 0


def _thread_lives(thread: threading.Thread, *_args: Any, **_kwargs: Any) -> bool:
    return thread.is_alive()


def _child_lives(child: "subprocess.Popen[Any]", *_args: Any, **_kwargs: Any) -> bool:
    return child.returncode is None


_SOCKET_CALLS = ("accept", "connect", "recv", "recv_into", "recvfrom", "recvfrom_into", "send", "sendall", "sendto")

# Owner, name, and which of its calls wait. `Event`, `Semaphore`, `Barrier`, `queue.Queue` and the futures of
# executors all wait in a `Condition`.
_WAITS: tuple[tuple[Any, str, Callable[..., bool]], ...] = (
    (builtins, "input", _always),
    (threading.Thread, "join", _thread_lives),
    (threading.Condition, "wait", _always),
    (subprocess.Popen, "wait", _child_lives),
    (subprocess.Popen, "communicate", _child_lives),
    *((socket.socket, name, _is_blocking_socket) for name in _SOCKET_CALLS),
)


class _Interposed:
    """The replacements, in place as long as any watched loop runs in the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = 0
        self._undo: list[Callable[[], None]] = []

    def open(self) -> None:
        with self._lock:
            self._open += 1
            if self._open == 1:
                self._replace_sleep()
                for owner, name, waits in _WAITS:
                    real = getattr(owner, name)
                    self._replace(owner, name, _waiting(f"{owner.__name__}.{name}", real, waits))

    def close(self) -> None:
        with self._lock:
            self._open -= 1
            while not self._open and self._undo:
                self._undo.pop()()

    def _replace_sleep(self) -> None:
        real = time.sleep
        ours = _sleep(real)
        for module in list(sys.modules.values()):
            names = [name for name, value in list(getattr(module, "__dict__", {}).items()) if value is real]
            for name in names:
                self._replace(module, name, ours)

    def _replace(self, owner: Any, name: str, ours: Callable[..., Any]) -> None:
        if name in vars(owner):
            self._undo.append(functools.partial(setattr, owner, name, vars(owner)[name]))
        else:
            self._undo.append(functools.partial(delattr, owner, name))
        setattr(owner, name, ours)


_interposed = _Interposed()
