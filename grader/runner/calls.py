"""How a call of the world waits.

The learner's task drives the world's coroutine, step by step, as if it stood in the same process: each step is an
exchange at the same instant, so that a call that need not wait does not suspend its caller. When what the world
waits for is done the judge only wakes the task; the world's code goes on when the task takes its next step, or
receives a cancel there. Where the world awaits something of the submission, a callback, that runs in the very task
that drives the world.

An exception that the submission raised, and that the world lets through, comes back as itself and not as a copy.
"""

import asyncio
import functools
import sys
import types
import weakref
from collections.abc import Callable, Coroutine, Generator
from typing import Any

from grader.protocol.errors import UncrossableValueError
from grader.protocol.messages import (
    LONGEST,
    Answer,
    Ask,
    Block,
    BlockOn,
    Call,
    CancelCall,
    Done,
    Dropped,
    Error,
    Invoke,
    Pending,
    Raised,
    State,
    Step,
    Value,
    Yielded,
)
from grader.protocol.values import Wire
from grader.runner.room import Room

# A tuple and not a union, which would be made anew for each step.
_NOT_YET = (Pending, Yielded, Invoke)


class CallFuture(asyncio.Future[None]):
    """What a task waits on while a call of the world is pending."""

    def __init__(self, room: Room, call: int) -> None:
        """Take the number of the call."""
        super().__init__(loop=room.loop)
        self._room = room
        self._call = call

    def wake(self) -> None:
        """The wait is over."""
        if not self.done():
            self.set_result(None)

    def cancel(self, msg: Any | None = None) -> bool:
        """Tell the judge at once; the wake that follows lets the task go on into the world's clean-up."""
        if self.done():
            return False
        words = self._room.caller.words(() if msg is None else (msg,))
        answer = self._room.ask(CancelCall(self._call, words)).answer
        return isinstance(answer, Done) and answer.effective


class Caller:
    """The runner's way to call what lives in the judge."""

    def __init__(self, room: Room) -> None:
        """Take the room that speaks with the judge."""
        self._room = room
        # What the world keeps alive, as it would on one loop; and what it does not hold, whose task must be free to
        # vanish with it.
        self._held: dict[int, CallFuture] = {}
        self._pending: weakref.WeakValueDictionary[int, CallFuture] = weakref.WeakValueDictionary()
        # The tasks that run something of the submission for a call of the world.
        self._invoked: dict[int, asyncio.Task[Any]] = {}
        self._interrupted: set[int] = set()

    async def call(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an async function of the world."""
        return await self._drive(target, args, kwargs)

    @types.coroutine
    def _drive(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Generator[Any, None, Any]:
        self._forbid_while_loading(target)
        room, call = self._room, self._room.next_call()
        own = [each for each in args if isinstance(each, BaseException)]
        origin = room.origin(sys._getframe())
        step: State = Call(call, target, self._arguments(args, kwargs), origin, _cancels())
        while isinstance(answer := room.ask(step).answer, _NOT_YET):
            try:
                step = yield from self._go_through(call, answer, own)
            except BaseException:
                room.note(Dropped(call))
                raise
        return self._outcome(answer, own)

    def _go_through(
        self, call: int, answer: Pending | Yielded | Invoke, own: list[BaseException]
    ) -> Generator[Any, None, Step]:
        if isinstance(answer, Invoke):
            return (yield from self._invoke(call, answer, own))
        try:
            yield from self._wait(call, answer)
        except asyncio.CancelledError as error:
            return Step(call, cancelled=True, words=self.words(error.args), cancels=_cancels())
        return Step(call, cancelled=False, cancels=_cancels())

    def _wait(self, call: int, answer: Pending | Yielded) -> Generator[Any, None, None]:
        if isinstance(answer, Yielded):
            yield
            return
        future = CallFuture(self._room, call)
        future._asyncio_future_blocking = True
        waiting = self._held if answer.held else self._pending
        waiting[call] = future
        try:
            yield future
        finally:
            waiting.pop(call, None)

    def wake(self, call: int) -> None:
        """What a call waited for is done."""
        future = self._held.get(call) or self._pending.get(call)
        if future is not None:
            future.wake()

    def _invoke(self, call: int, ask: Invoke, own: list[BaseException]) -> Generator[Any, None, Step]:
        """Run something of the submission for the world, in the task that called the world."""
        room = self._room
        task = asyncio.current_task()
        assert task is not None
        self._invoked[call] = task
        try:
            value = yield from self._interruptible(call, room.server.run(ask.target, ask.arguments))
        except GeneratorExit:
            raise
        except BaseException as error:  # noqa: BLE001 - the world's to handle
            own.append(error)
            outcome: Any = Raised(call, room.submission.failure(error, room.codec))
        else:
            outcome = room.server.returned(call, value)
        finally:
            del self._invoked[call]
            self._interrupted.discard(call)
        return Step(call, cancelled=False, outcome=outcome, cancels=_cancels())

    def _interruptible(self, call: int, coroutine: Coroutine[Any, Any, Any]) -> Generator[Any, None, Any]:
        """`yield from`, but for an interrupt that came while the task was about to go on."""
        step: Callable[[], Any] = functools.partial(coroutine.send, None)
        while True:
            try:
                awaited = step()
            except StopIteration as stop:
                return stop.value
            try:
                yield awaited
            except BaseException as error:  # noqa: BLE001 - thrown on
                step = functools.partial(coroutine.throw, error)
            else:
                step = functools.partial(coroutine.send, None)
                if call in self._interrupted:
                    step = functools.partial(coroutine.throw, asyncio.CancelledError())
            self._interrupted.discard(call)

    def interrupt(self, call: int) -> None:
        """The world gave up what it awaits of the submission; of the task's own cancels this is none."""
        task = self._invoked.get(call)
        if task is not None:
            waiter: asyncio.Future[Any] | None = getattr(task, "_fut_waiter", None)
            if waiter is None or not waiter.cancel():
                self._interrupted.add(call)

    def ask(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a plain function of the world, or make an object of one of its classes."""
        self._forbid_while_loading(target)
        arguments = self._arguments(args, kwargs)
        return self._outcome(self._room.ask(Ask(target, arguments, self._room.origin(sys._getframe()))).answer)

    def read(self, target: str) -> Any:
        """Read an attribute of an object that lives in the judge."""
        return self._outcome(self._room.ask(Ask(target, None, self._room.origin(sys._getframe()))).answer)

    def block_on(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an async function of the world with this thread blocked until it is done."""
        self._forbid_while_loading(target)
        origin = self._room.origin(sys._getframe(), holding=True)
        return self._outcome(self._hold_thread(BlockOn(target, self._arguments(args, kwargs), origin)))

    def block(self, duration: int, kind: Any) -> None:
        """Hold this thread for so many ticks of virtual time."""
        lawful = min(max(duration, 0), LONGEST)
        self._hold_thread(Block(lawful, kind, self._room.origin(sys._getframe(), holding=True)))

    def _hold_thread(self, state: State) -> Answer | None:
        # Time is about to move.
        self._room.server.report_unfinished()
        self._room.note_waits()
        return self._room.ask(state).answer

    def words(self, args: tuple[Any, ...]) -> Wire:
        """The arguments of a cancel, as far as they can cross."""
        try:
            return self._room.codec.encode(args)
        except UncrossableValueError:
            return None

    def _arguments(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Wire:
        try:
            return self._room.codec.encode_call(args, kwargs)
        except UncrossableValueError as error:
            raise TypeError(f"the world takes plain data and its own objects, not {error.what}") from None

    def _outcome(self, answer: Answer | None, own: list[BaseException] | None = None) -> Any:
        match answer:
            case Value():
                return self._room.codec.decode(answer.value)
            case Error(own=int(number)) if own:
                raise own[number]
            case Error():
                raise self._room.codec.decode(answer.error)
            case _:
                raise AssertionError(f"no outcome of a call: {answer!r}")

    def _forbid_while_loading(self, target: str) -> None:
        if self._room.loading:
            raise RuntimeError(
                f"{target}() was called while the file was being imported: call it from a function; "
                "what only runs by hand belongs under  if __name__ == '__main__':"
            )


def _cancels() -> int:
    """How many cancels the running task has to heed: a `timeout` or TaskGroup of the world's looks at them."""
    task = asyncio.current_task()
    return task.cancelling() if task is not None else 0
