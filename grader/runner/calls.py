"""How a call of the world waits.

The learner's task drives the world's coroutine, step by step, as if it stood in the same process: each step is an
exchange at the same instant, so that a call that need not wait does not suspend its caller. When what the world
waits for is done the judge only wakes the task; the world's code goes on when the task takes its next step, or
receives a cancel there.
"""

import asyncio
import sys
import types
from collections.abc import Generator
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
    Pending,
    State,
    Step,
    Value,
    Wake,
    Yielded,
)
from grader.protocol.values import Wire
from grader.runner.room import Room


class CallFuture(asyncio.Future[None]):
    """What a task waits on while a call of the world is pending."""

    def __init__(self, room: Room, call: int) -> None:
        """Take the number of the call; the order of waits is kept from here on."""
        super().__init__(loop=room.loop)
        self._room = room
        self._call = call
        self.stamp = room.loop._stamp()

    def wake(self) -> None:
        """The wait is over."""
        if not self.done():
            self.set_result(None)

    def cancel(self, msg: Any | None = None) -> bool:  # noqa: ARG002 - asyncio's signature
        """Tell the judge at once; the wake that follows lets the task go on into the world's clean-up."""
        if self.done():
            return False
        answer = self._room.ask(CancelCall(self._call)).answer
        return isinstance(answer, Done) and answer.effective


class Caller:
    """The runner's way to call what lives in the judge."""

    def __init__(self, room: Room) -> None:
        """Take the room that speaks with the judge."""
        self._room = room

    async def call(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an async function of the world."""
        return await self._drive(target, self._arguments(args, kwargs))

    @types.coroutine
    def _drive(self, target: str, arguments: Wire) -> Generator[Any, None, Any]:
        room, call = self._room, self._room.next_call()
        self._forbid_while_loading(target)
        answer = room.ask(Call(call, target, arguments, room.origin(sys._getframe()))).answer
        try:
            while isinstance(answer, Pending | Yielded):
                cancelled = yield from self._wait(call, answer)
                answer = room.ask(Step(call, cancelled)).answer
        except GeneratorExit:
            room.note(Dropped(call))
            raise
        return self._outcome(answer)

    def _wait(self, call: int, answer: Pending | Yielded) -> Generator[Any, None, bool]:
        """Suspend the task; whether a cancel came instead of the wake."""
        try:
            if isinstance(answer, Yielded):
                yield
            else:
                future = CallFuture(self._room, call)
                future._asyncio_future_blocking = True
                self._room.pending[call] = future
                yield future
        except asyncio.CancelledError:
            return True
        return False

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
        arguments = self._arguments(args, kwargs)
        return self._outcome(self._hold_thread(BlockOn(target, arguments, self._room.origin(sys._getframe(), holding=True))))

    def block(self, duration: int, kind: Any) -> None:
        """Hold this thread for so many ticks of virtual time."""
        lawful = min(max(duration, 0), LONGEST)
        self._hold_thread(Block(lawful, kind, self._room.origin(sys._getframe(), holding=True)))

    def _hold_thread(self, state: State) -> Answer | None:
        # Time moves meanwhile: waits that end in it are merged with the timers it passed, by instant.
        room = self._room
        go = room.exchange(state)
        room.loop.take_wakes(go)
        for event in go.events:
            if not isinstance(event, Wake):
                room.handle(event)
        return go.answer

    def _arguments(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Wire:
        try:
            return self._room.codec.encode_call(args, kwargs)
        except UncrossableValueError as error:
            raise TypeError(f"the world takes plain data and its own objects, not {error.what}") from None

    def _outcome(self, answer: Answer | None) -> Any:
        match answer:
            case Value():
                return self._room.codec.decode(answer.value)
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
