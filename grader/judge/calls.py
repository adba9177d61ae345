"""A call of the world, driven by the learner's task.

It is to the world's code what a task is: `asyncio.current_task()` finds it, `asyncio.timeout` and `TaskGroup` cancel
it. But it takes its steps when the runner asks for them, not when its wait is over; being over only wakes the
runner. asyncio documents the hooks used here for tasks of third parties ("Extending asyncio").

Where the world's code awaits something of the submission, the call says so, and the learner's task runs it itself.
"""

import asyncio
import contextvars
import weakref
from asyncio.tasks import _enter_task, _leave_task
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from typing import Any

import msgspec

_MANY = 10

# Whether what runs belongs to a call that the learner's task drives: it stands still while their thread is held.
DRIVEN: contextvars.ContextVar[bool] = contextvars.ContextVar("DRIVEN", default=False)


def driven_context() -> contextvars.Context:
    """A context whose callbacks, timers and tasks belong to the learner's loop, as they would in one process."""
    context = contextvars.copy_context()
    context.run(DRIVEN.set, True)
    return context


class Finished(msgspec.Struct, frozen=True):
    """The coroutine came to its end."""

    value: Any = None
    error: BaseException | None = None


class Waiting(msgspec.Struct, frozen=True):
    """The coroutine waits; `once` for a bare yield, which gives way for one turn only."""

    once: bool


class Invocation(msgspec.Struct, frozen=True):
    """The coroutine awaits something of the submission, or reads it where `args` is `None`."""

    target: str
    args: tuple[Any, ...] | None
    kwargs: dict[str, Any] = msgspec.field(default_factory=dict)

    def __await__(self) -> "Generator[Invocation, Any, Any]":
        """Hand it to whoever drives the call; what it comes to is sent or thrown back."""
        return (yield self)


class WorldCall:
    """One coroutine of the world, stepped from outside.

    Has of `asyncio.Task` what the code of a world may use on itself. Cancels are counted in two places: those of the
    learner's task by the runner, which tells their number with each step, those of the world's own here.
    """

    def __init__(
        self,
        coroutine: Coroutine[Any, Any, Any],
        loop: asyncio.AbstractEventLoop,
        name: str,
        on_wake: Callable[[], None],
        on_interrupt: Callable[[], None],
        context: contextvars.Context,
    ) -> None:
        """Take the coroutine, what to do when its wait is over, and how to cancel what it awaits of the submission."""
        self._coroutine = coroutine
        self._loop = loop
        self._name = name
        self._on_wake = on_wake
        self._on_interrupt = on_interrupt
        self._context = context
        # A wake may take the next step at once, and no context can be entered twice.
        self._wake_context = context.copy()
        self._waiter: asyncio.Future[Any] | None = None
        self._invoking = False
        self._must_cancel = False
        self._words: tuple[Any, ...] = ()
        self._foreign_cancels = 0
        self._own_cancels = 0
        self._finished = False
        # Exceptions of the submission that went into this call: the arguments, and what callbacks raised.
        self.foreign_errors: list[BaseException] = []

    def step(self, value: Any = None, error: BaseException | None = None, *, cancels: int = 0) -> Any:
        """Run the coroutine to its next wait; send something in, or throw it.

        Returns `Finished`, `Waiting` or an `Invocation`.
        """
        self._foreign_cancels = cancels
        if self._must_cancel and not isinstance(error, asyncio.CancelledError):
            error = asyncio.CancelledError(*self._words)
        if self._waiter_is_cancelled():
            # The cancel that got there first is the one that arrives, with its own words.
            error = None
        self._must_cancel = self._invoking = False
        self._waiter = None
        _enter_task(self._loop, self)  # type: ignore[arg-type]
        try:
            awaited = self._advance(value, error)
        except StopIteration as stop:
            return self._finish(Finished(stop.value))
        except BaseException as raised:  # noqa: BLE001 - whatever the world raises is the outcome of the call
            return self._finish(Finished(error=raised))
        finally:
            _leave_task(self._loop, self)  # type: ignore[arg-type]
        return self._wait_for(awaited)

    def _advance(self, value: Any, error: BaseException | None) -> Any:
        if error is not None:
            return self._context.run(self._coroutine.throw, error)
        return self._context.run(self._coroutine.send, value)

    def _finish(self, outcome: Finished) -> Finished:
        self._finished = True
        return outcome

    def _wait_for(self, awaited: Any) -> Waiting | Invocation:
        if isinstance(awaited, Invocation):
            self._invoking = True
            return awaited
        if awaited is None:
            return Waiting(once=True)
        awaited._asyncio_future_blocking = False
        self._waiter = awaited
        awaited.add_done_callback(self._woken, context=self._wake_context)
        if self._must_cancel and awaited.cancel(*self._words):
            self._must_cancel = False
        return Waiting(once=False)

    def _woken(self, waiter: object) -> None:
        if waiter is self._waiter:
            self._on_wake()

    def interrupt(self, words: tuple[Any, ...]) -> bool:
        """The learner's task was cancelled while this call waited: whether the wait could be cancelled."""
        return self._waiter is not None and self._waiter.cancel(*words)

    @property
    def can_go_on(self) -> bool:
        """Whether what it waits for is done, so that its next step may be taken."""
        return self._waiter is None or self._waiter.done()

    @property
    def is_invoking(self) -> bool:
        """Whether it awaits something of the submission."""
        return self._invoking

    @property
    def is_cancelled(self) -> bool:
        """Whether the next step brings a cancel to the coroutine."""
        return self._must_cancel or self._waiter_is_cancelled()

    def _waiter_is_cancelled(self) -> bool:
        waiter = self._waiter
        if waiter is None or not waiter.done():
            return False
        # What gather gives is never cancelled itself, but may end in a cancel.
        return waiter.cancelled() or isinstance(waiter.exception(), asyncio.CancelledError)

    @property
    def is_held(self) -> bool:
        """Whether something besides this call keeps what it waits for: not where the world knows it weakly."""
        waiter = self._waiter
        return isinstance(waiter, asyncio.Task) or weakref.getweakrefcount(waiter) == 0

    def close(self) -> None:
        """Nobody drives this call any more: the coroutine is closed, as one is that is collected as garbage."""
        if self._waiter is not None:
            self._waiter.remove_done_callback(self._woken)
        for _ in range(_MANY):
            # One that awaits in its clean-up ignores the close.
            with suppress(Exception):
                self._context.run(self._coroutine.close)
                break
        self._finished = True

    # What a task offers to the code that runs in it.

    def cancel(self, msg: Any = None) -> bool:
        """Ask the coroutine to stop, as `asyncio.timeout` and `TaskGroup` do."""
        if self._finished:
            return False
        self._own_cancels += 1
        words = () if msg is None else (msg,)
        if self._invoking:
            self._on_interrupt()
        elif self._waiter is None or not self._waiter.cancel(*words):
            self._must_cancel = True
            self._words = words
        return True

    def cancelling(self) -> int:
        """How many cancels were asked for and not taken back."""
        return max(0, self._foreign_cancels + self._own_cancels)

    def uncancel(self) -> int:
        """Take one back."""
        if self.cancelling():
            self._own_cancels -= 1
        return self.cancelling()

    def done(self) -> bool:
        """Whether the coroutine came to its end."""
        return self._finished

    def get_name(self) -> str:
        """The name of the function."""
        return self._name

    def get_coro(self) -> Coroutine[Any, Any, Any]:
        """The coroutine."""
        return self._coroutine

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """The judge's loop."""
        return self._loop


def is_wake(handle: Any) -> bool:
    """Whether a callback of the loop does nothing but tell that the wait of a call is over."""
    return getattr(handle._callback, "__func__", None) is WorldCall._woken
