"""The event loop on virtual time.

The model: time is an integer number of nanoseconds and stands still while anything can run. When nothing can, the
loop first looks outside: as long as something is awaited there, it waits for it in real time with the clock stopped.
Otherwise time moves straight to the next timer. With no timer either, the program can never go on, which is raised
at once as a deadlock.

The rules:

1. A positive delay moves at least one tick. Without this, a program that sleeps until a float deadline half a
   nanosecond away sleeps for ever.
2. Timers fire by (tick, order of scheduling). asyncio's own heap leaves the order of equal deadlines to chance.
3. *Now* and *timers released up to* are two things: computing that is charged to the clock (`charge`) moves the
   first; the timers that it passed are released in the loop's next turn, all in their order, as on a real loop
   whose callback took that long.
4. An instant with too many turns is a busy wait; an instant beyond the horizon ends the run.
5. A public hold stops the clock until it is released. Descriptors, signals and child processes stop it no longer than
   the next timer would really have taken, an executor job no longer than that or five seconds, whichever is more,
   unless its thread waits for another thread: any of them may be waiting for this very program. So the outside can
   make a program as slow as on the stock loop, hardly ever slower, never stuck; and what answers in time is never
   overtaken by a timer.
6. Other threads reach the loop through its wake-up pipe, which exists only while the loop has waited in real time.
   A thread queues its callback and then looks for the pipe; the loop opens the pipe and then looks at the queue.
   Whichever comes second sees the other.

Rejected: overriding only `time()` and `select()` on the stock loop. It keeps the stock heap, hence rule 2 is lost
and each timer costs twice as much.
"""

import asyncio
import contextvars
import itertools
import math
import signal
import socket
import threading
import time
from asyncio import base_events, format_helpers, futures
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar, TypeVarTuple, cast

from grader.clock import ticks
from grader.clock.blocking import BlockingWatch
from grader.clock.errors import BusyWaitError, DeadlockError, HorizonError
from grader.clock.outside import Hold, Job, LazySelector, OtherThreads, waits_in_library
from grader.clock.stock import StockLoop
from grader.clock.timers import Timer, TimerQueue
from grader.clock.waits import waits_of

MAX_TURNS_PER_INSTANT = 100_000

_JOB_PATIENCE_S = 5.0  # real; the least an executor job may take before a timer passes it
_GRACE_S = 5.0  # real; for other threads, before a deadlock is called
_GLANCE_S = 0.01  # real; the end of a thread wakes nobody, so it is looked for this often
_FOR_EVER = math.inf
_LONGEST_POLL_S = 86_400.0  # real; epoll counts milliseconds in 32 bits

# Whoever handles one of these does not wait for it; children have holds.
_UNAWAITED_SIGNALS = {
    getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK", "SIGCHLD")
}

# What `asyncio.sleep` schedules. It runs no code of the program, so it needs no copy of the context.
_WAKE_SLEEPER = getattr(futures, "_set_result_unless_cancelled", None)

# Making a handle without its two nested initialisers halves the cost of a timer.
_new: Any = object.__new__

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
_H = TypeVar("_H", bound=asyncio.Handle)


class Companion(Protocol):
    """Another room on the same clock: it has its own next instant, and is asked before time moves."""

    def take_turn(self) -> int | None:
        """Do all that can be done now; the tick of the next own event, `None` if there is none."""

    def end_deadlock(self) -> bool:
        """Neither side can go on: whether the companion made something of this loop runnable again."""


class VirtualClockLoop(StockLoop):
    """An asyncio event loop whose time moves only when nothing can run.

    Raises, out of `run_until_complete` and `run_forever`:
        DeadlockError: nothing can run and nothing is due.
        BusyWaitError: an instant took more than `max_turns` loop turns.
        HorizonError: the next event lies beyond `horizon` virtual seconds.

    """

    # Whether the way to the next instant leads through nothing that a subclass adds to it.
    _moves_alone = True

    # Not in the instance's dictionary: beyond thirty names, each access to any of them would be a search.
    __slots__ = (
        "_blocking",
        "_children",
        "_holds",
        "_horizon",
        "_jobs",
        "_max_turns",
        "_now",
        "_patience",
        "_released",
        "_signals",
        "_stamp",
        "_threads",
        "_timers",
        "_turns",
        "_waited",
        "_watched",
        "companion",
    )

    def __init__(
        self,
        *,
        horizon: float | None = None,
        max_turns: int = MAX_TURNS_PER_INSTANT,
        patience: float | None = None,
        blocking: BlockingWatch | None = None,
        stamps: Callable[[], int] | None = None,
    ) -> None:
        """Start at 0.

        Args:
            horizon: the last instant that may be reached, in virtual seconds; `None` for no end.
            max_turns: how many turns of the loop one instant may have.
            patience: for how many real seconds a silent descriptor may stop the clock; `None` for as long as the
                next timer would really take.
            blocking: what sees calls that block the loop's thread; `None` to let them pass unseen.
            stamps: gives each timer the number that decides among equal deadlines, never the same one twice; `None`
                for the order of scheduling.

        """
        self._watched = LazySelector()
        super().__init__(self._watched)
        self._clock_resolution = 1 / ticks.PER_SECOND
        self._now = 0
        self._released = 0
        self._timers = TimerQueue(ascending=stamps is None)
        self._stamp = stamps or itertools.count(1).__next__
        self._turns = 0
        self._max_turns = max_turns
        self._horizon = ticks.NEVER - 1 if horizon is None else ticks.from_seconds(horizon)
        self._patience = patience
        self._waited = 0.0
        self._holds: set[Hold] = set()
        self._jobs: dict[int, Hold] = {}
        self._children: dict[asyncio.SubprocessTransport, Hold] = {}
        self._threads = OtherThreads()
        self._signals = getattr(self, "_signal_handlers", {})
        self._blocking = blocking
        self.companion: Companion | None = None

    # Time

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._now / ticks.PER_SECOND

    def charge(self, seconds: float) -> None:
        """Move the clock as computing would: at once, with nothing else running meanwhile."""
        self._now += ticks.from_seconds(seconds)
        self._turns = 0

    def hold(self, reason: str = "a hold") -> Hold:
        """Stop the clock until the hold is released: for whoever waits for something the loop cannot see."""
        return Hold(reason, self._holds, self._write_to_self)

    def _hold_for(self, reason: str, patience: float) -> Hold:
        return Hold(reason, self._holds, self._write_to_self, patience)

    # Callbacks

    def call_soon(
        self,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Schedule a callback for the next turn."""
        if self._closed or self._debug:
            return _without_own_frame(super().call_soon(callback, *args, context=context))
        handle: Any = _new(asyncio.Handle)
        handle._context = contextvars.copy_context() if context is None else context
        handle._loop = self
        handle._callback = callback
        handle._args = args
        handle._cancelled = False
        handle._repr = None
        handle._source_traceback = None
        self._ready.append(handle)
        return handle  # type: ignore[no-any-return]

    def call_later(
        self,
        delay: float,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Schedule a callback `delay` virtual seconds from now."""
        if delay <= 0:
            tick = self._now
        elif delay < ticks.FAR:
            # Python leaves room for a carry in what it adds up; `| 0` makes a number without, a third smaller.
            tick = (self._now + (round(delay * ticks.PER_SECOND) or 1)) | 0
        else:
            tick = self._now + ticks.from_seconds(delay)
        return self._schedule(tick, callback, args, context)

    def call_at(
        self,
        when: float,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Schedule a callback at an instant of this loop's `time`."""
        tick = ticks.from_seconds(when)
        if tick <= self._now and when > self.time():
            tick = self._now + 1
        return self._schedule(tick, callback, args, context)

    def _schedule(
        self,
        tick: int,
        callback: Callable[[*_Ts], object],
        args: tuple[*_Ts],
        context: contextvars.Context | None,
    ) -> Timer:
        if self._closed or self._debug:
            timer: Any = self._checked_timer(tick, callback, args, context)
        else:
            timer = _new(Timer)
            if context is None and callback is not _WAKE_SLEEPER:
                context = contextvars.copy_context()
            timer._context = context
            timer._loop = self
            timer._callback = callback
            timer._args = args
            timer._cancelled = False
            timer._repr = None
            timer._source_traceback = None
        timer._tick = tick
        timer._stamp = self._stamp()
        self._timers.add(timer)
        if tick <= self._released:
            self._released = tick - 1
        return timer  # type: ignore[no-any-return]

    def _checked_timer(
        self,
        tick: int,
        callback: Callable[[*_Ts], object],
        args: tuple[*_Ts],
        context: contextvars.Context | None,
    ) -> Timer:
        self._check_closed()
        self._check_thread()
        self._check_callback(callback, "call_at")
        timer = Timer(ticks.to_seconds(tick), callback, args, self, context)
        return _without_own_frame(timer, 3)

    def _timer_handle_cancelled(self, _handle: asyncio.TimerHandle) -> None:
        self._timers.note_cancelled()

    def _next_tick(self) -> int | None:
        return self._timers.next_tick()

    def _release_due_timers(self) -> None:
        self._released = now = self._now
        self._timers.release(now, self._ready)

    # Turns

    def _run_once(self) -> None:
        if self._watched.awaited or self._signals:
            self._poll(0)
        if self._released < self._now:
            if self._now > self._horizon:
                self._end_at_horizon()
            self._release_due_timers()
        if not self._ready and not self._stopping:
            self._idle()
        self._run_ready()

    def _run_ready(self) -> None:
        """One turn: what is ready now; what these callbacks make ready belongs to the next."""
        self._turns += 1
        if self._turns > self._max_turns:
            self._end_busy_wait()
        if self._debug or self._blocking:
            self._run_ready_timed()
            return
        handle: Any = None
        ready = self._ready
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            # `Handle._run`, and what it calls for a sleeper, without their frames
            try:
                context = handle._context
                if context is not None:
                    context.run(handle._callback, *handle._args)
                else:
                    # The sleeper will cancel its timer, which then has nothing to do.
                    handle._cancelled = True
                    future, result = handle._args
                    if not future.cancelled():
                        future.set_result(result)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:  # noqa: BLE001
                self._report(handle, error)
        del handle  # a traceback may keep this frame, and the frame must not keep a task

    def _run_ready_timed(self) -> None:
        handle: Any = None
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                self._run_timed(handle)
        del handle  # as in `_run_ready`

    def _run_timed(self, handle: Any) -> None:
        """Run one handle against real clocks: those of the stock loop's debug mode would read virtual time."""
        if self._blocking:
            self._blocking.begin(handle)
        began = time.perf_counter()
        handle._run()
        took = time.perf_counter() - began
        if self._debug and took >= self.slow_callback_duration:
            shown = base_events._format_handle(handle)  # type: ignore[attr-defined]
            base_events.logger.warning("Executing %s took %.3f seconds", shown, took)  # type: ignore[attr-defined]
        del handle  # as in `_run_ready`
        if self._blocking:
            self._blocking.end(took)

    def _report(self, handle: Any, error: BaseException) -> None:
        source = format_helpers._format_callback_source(handle._callback, handle._args or ())
        context = {"message": f"Exception in callback {source}", "exception": error, "handle": handle}
        self.call_exception_handler(context)

    def _end_busy_wait(self) -> None:
        turns, self._turns = self._turns - 1, 0
        raise BusyWaitError(turns, self.time(), waits_of(self))

    def run_forever(self) -> None:
        """Run until `stop` is called."""
        if self._blocking is None:
            super().run_forever()
        else:
            with self._blocking.watching(self) as watcher:
                self._threads.ignore(watcher)
                super().run_forever()

    # Quiet

    def _idle(self) -> None:
        """Nothing can run: let the companion have its turn, then wait for the outside or move the clock."""
        if self._moves_alone and self.companion is None and not self._looks_outside():
            self._jump()
            return
        theirs = self.companion.take_turn() if self.companion else None
        if self._ready or self._stopping:
            return
        ours = self._timers.next_tick()
        tick = ours if theirs is None else theirs if ours is None else min(ours, theirs)
        if self._looks_outside() and self._wait_outside(tick):
            return
        if tick is not None:
            self._move_to(tick)
        elif not (self.companion and self.companion.end_deadlock()) and not self._wait_for_call():
            raise DeadlockError(waits_of(self))

    def _looks_outside(self) -> bool:
        return bool(self._holds or self._watched.awaited or self._signals)

    def _jump(self) -> None:
        """The short way to the next timer, where nobody else has a say."""
        tick = self._timers.release_next(self._horizon, self._ready)
        if tick is None:
            if not self._wait_for_call():
                raise DeadlockError(waits_of(self))
        elif tick > self._horizon:
            self._end_at_horizon()
        else:
            self._now = self._released = tick
            self._turns = 0
            self._waited = 0.0

    def _move_to(self, tick: int) -> None:
        if tick > self._now:
            if tick > self._horizon:
                self._end_at_horizon()
            self._now = tick
            self._turns = 0
            self._waited = 0.0
        self._release_due_timers()

    def _end_at_horizon(self) -> None:
        raise HorizonError(ticks.to_seconds(self._horizon), waits_of(self))

    # Outside

    def _wait_outside(self, tick: int | None) -> bool:
        """Wait in real time; false if nothing is awaited, or it had its time and said nothing."""
        if not (self._holds or self._watched.awaited or self._signals.keys() - _UNAWAITED_SIGNALS):
            return False
        self._open_self_pipe()
        left = self._patience_until(tick)
        if self._ready:
            return True
        if left is not None and left <= 0:
            for hold in self._holds:
                if hold.patience is not None and self._waited >= hold.patience:
                    hold.patience = 0
            return False
        began = time.perf_counter()
        longest = _GLANCE_S if self._jobs else _LONGEST_POLL_S
        self._poll(None if left is None else min(left, longest))
        self._waited += time.perf_counter() - began
        return True

    def _patience_until(self, tick: int | None) -> float | None:
        """For how long the outside may still stop the clock; `None` for ever."""
        waiting = {hold for thread, hold in self._jobs.copy().items() if waits_in_library(thread)}
        holds = [hold for hold in tuple(self._holds) if hold not in waiting]
        patience = [_FOR_EVER if hold.patience is None else hold.patience for hold in holds]
        if tick is None or _FOR_EVER in patience:
            return None
        delay = ticks.to_seconds(tick - self._now)
        if not self._holds and self._patience is not None:
            delay = min(delay, self._patience)
        return max(delay, *patience, 0.0) - self._waited

    def _wait_for_call(self) -> bool:
        """Nothing is due: give threads and signals the chance to call; false if none can, or none does."""
        self._open_self_pipe()
        end = time.perf_counter() + _GRACE_S
        while not self._ready:
            if self._signals:
                self._poll(None)
            elif time.perf_counter() < end and self._threads.any():
                self._poll(_GLANCE_S)
            else:
                # A thread may have called and ended since the queue was looked at.
                return bool(self._ready)
        return True

    def call_soon_threadsafe(
        self,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Schedule a callback from any thread."""
        # A job that speaks with the loop may wait for its answer: no longer a reason to stop the clock for so long.
        if hold := self._jobs.get(threading.get_ident()):
            hold.patience = 0
        return _without_own_frame(super().call_soon_threadsafe(callback, *args, context=context))

    def _poll(self, timeout: float | None) -> None:
        if events := self._watched.select(timeout):
            self._turns = 0
            self._process_events(events)

    def _make_self_pipe(self) -> None:
        """Open no wake-up pipe before there is something to wait for in real time."""
        self._ssock = None
        self._csock = None

    def _open_self_pipe(self) -> None:
        if self._ssock is None:
            super()._make_self_pipe()
            self._watched.own(cast("socket.socket", self._ssock).fileno())

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()

    def add_signal_handler(self, sig: int, callback: Callable[[*_Ts], object], *args: *_Ts) -> None:
        """Call back when a signal arrives."""
        self._open_self_pipe()
        super().add_signal_handler(sig, callback, *args)

    # Executors

    def run_in_executor(self, executor: Executor | None, func: Callable[[*_Ts], _T], *args: *_Ts) -> asyncio.Future[_T]:
        """Run a function elsewhere; the clock stands meanwhile."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        executor = executor or self._own_executor()
        self._threads.ignore_workers_of(executor)
        hold = self._hold_for(f"executor job {getattr(func, '__qualname__', func)}", _JOB_PATIENCE_S)
        if isinstance(executor, ThreadPoolExecutor):
            func = cast("Callable[[*_Ts], _T]", Job(func, hold, self._jobs))
        try:
            job = executor.submit(func, *args)
        except BaseException:
            hold.release()
            raise
        future = asyncio.wrap_future(job, loop=self)
        future.add_done_callback(lambda future: _release_after(job, hold) if future.cancelled() else hold.release())
        return future

    def _own_executor(self) -> Executor:
        self._check_default_executor()
        if self._default_executor is None:
            self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        return self._default_executor

    async def shutdown_default_executor(self, *args: Any, **kwargs: Any) -> None:
        """Wait for the workers to end. The stock loop's limit on that is a timer, which must not fire at once."""
        with self._hold_for("the executor's shutdown", _JOB_PATIENCE_S):
            await super().shutdown_default_executor(*args, **kwargs)

    # Child processes

    async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> Any:
        hold = self._hold_for("a child process", 0)
        try:
            transport = await super()._make_subprocess_transport(*args, **kwargs)
        except BaseException:
            hold.release()
            raise
        self._children[transport] = hold
        if transport.get_returncode() is not None:
            self._release_child(transport)
        return transport

    def _child_watcher_callback(self, pid: int, returncode: int, transport: asyncio.SubprocessTransport) -> None:
        super()._child_watcher_callback(pid, returncode, transport)
        self.call_soon_threadsafe(self._release_child, transport)

    def _release_child(self, transport: asyncio.SubprocessTransport) -> None:
        if hold := self._children.pop(transport, None):
            hold.release()

    # End

    def close(self) -> None:
        """Forget the timers and close what was opened."""
        if not self.is_running():
            self._timers.clear()
        super().close()


def _release_after(job: "Future[Any]", hold: Hold) -> None:
    """The answer of a cancelled job is awaited by none, but its thread still works."""
    job.add_done_callback(lambda _: hold.release())


def _without_own_frame(handle: _H, frames: int = 1) -> _H:
    """Drop the innermost frames from where a handle says it was made."""
    if made_at := getattr(handle, "_source_traceback", None):
        del made_at[-frames:]
    return handle
