"""A call of the world, driven by the learner's task.

It is to the world's code what a task is: `asyncio.current_task()` finds it, `asyncio.timeout` and `TaskGroup` cancel
it. But it takes its steps when the runner asks for them, not when its wait is over; being over only wakes the
runner. asyncio documents the hooks used here for tasks of third parties ("Extending asyncio").
"""

import asyncio
import contextvars
from asyncio.tasks import _enter_task, _leave_task
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finished:
    """The coroutine came to its end."""

    value: Any = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The coroutine waits; `once` for a bare yield, which gives way for one turn only."""

    once: bool


class WorldCall:
    """One coroutine of the world, stepped from outside.

    Has of `asyncio.Task` what the code of a world may use on itself.
    """

    def __init__(
        self,
        coroutine: Coroutine[Any, Any, Any],
        loop: asyncio.AbstractEventLoop,
        name: str,
        on_wake: Callable[[], None],
    ) -> None:
        """Take the coroutine and what to do when its wait is over."""
        self._coroutine = coroutine
        self._loop = loop
        self._name = name
        self._on_wake = on_wake
        self._context = contextvars.copy_context()
        self._waiter: asyncio.Future[Any] | None = None
        self._must_cancel = False
        self._cancel_requests = 0
        self._finished = False

    def step(self, *, cancelled: bool = False) -> Finished | Waiting:
        """Run the coroutine to its next wait, or throw a cancel into it."""
        throw = cancelled or self._must_cancel
        self._must_cancel = False
        self._waiter = None
        _enter_task(self._loop, self)  # type: ignore[arg-type]
        try:
            awaited = self._advance(throw=throw)
        except StopIteration as stop:
            return self._finish(Finished(stop.value))
        except BaseException as error:  # noqa: BLE001 - whatever the world raises is the outcome of the call
            return self._finish(Finished(error=error))
        finally:
            _leave_task(self._loop, self)  # type: ignore[arg-type]
        return self._wait_for(awaited)

    def _advance(self, *, throw: bool) -> Any:
        if throw:
            return self._context.run(self._coroutine.throw, asyncio.CancelledError())
        return self._context.run(self._coroutine.send, None)

    def _finish(self, outcome: Finished) -> Finished:
        self._finished = True
        return outcome

    def _wait_for(self, awaited: Any) -> Waiting:
        if awaited is None:
            return Waiting(once=True)
        awaited._asyncio_future_blocking = False
        self._waiter = awaited
        awaited.add_done_callback(self._woken)
        if self._must_cancel and awaited.cancel():
            self._must_cancel = False
        return Waiting(once=False)

    def _woken(self, _waiter: object) -> None:
        self._on_wake()

    @property
    def can_go_on(self) -> bool:
        """Whether what it waits for is done, so that its next step may be taken."""
        return self._waiter is None or self._waiter.done()

    def interrupt(self) -> bool:
        """The learner's task was cancelled while this call waited: whether the wait could be cancelled."""
        self._cancel_requests += 1
        return self._waiter is not None and self._waiter.cancel()

    def abandon(self) -> None:
        """Nobody waits for this call any more: cancel it, and let it clean up by itself."""
        self._on_wake = self._clean_up
        if not self.cancel():
            return
        if self._waiter is None:
            self._clean_up()

    def _clean_up(self) -> None:
        if not self._finished and isinstance(self.step(), Waiting) and self._waiter is None:
            self._loop.call_soon(self._clean_up)

    # What a task offers to the code that runs in it.

    def cancel(self, msg: object = None) -> bool:
        """Ask the coroutine to stop, as `asyncio.timeout` and `TaskGroup` do."""
        if self._finished:
            return False
        self._cancel_requests += 1
        if self._waiter is None or not self._waiter.cancel(msg):
            self._must_cancel = True
        return True

    def cancelling(self) -> int:
        """How many cancels were asked for and not taken back."""
        return self._cancel_requests

    def uncancel(self) -> int:
        """Take one back."""
        self._cancel_requests = max(0, self._cancel_requests - 1)
        return self._cancel_requests

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
