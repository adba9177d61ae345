"""From the runner's messages to the world and back: calls, their steps, their cancels.

Every function here answers at once, with the clock standing still. What a call waits for is over later, on the
judge's own loop, and then the bridge only tells: the next step is the runner's to ask for.
"""

import asyncio
import contextvars
from collections.abc import Callable, Sequence
from typing import Any

from grader.clock import ticks
from grader.judge.calls import Finished, Invocation, Waiting, WorldCall, driven_context
from grader.judge.ledger import CallRecord, Ledger
from grader.judge.loop import JudgeLoop
from grader.judge.observations import Blocking, Observations
from grader.judge.outcomes import outcome_of
from grader.judge.world import AT_ONCE, AWAITED, BURN, Target, UnknownTargetError, WorldRoom
from grader.protocol.errors import RemoteProtocolError, UncrossableValueError
from grader.protocol.messages import (
    Answer,
    Ask,
    Block,
    BlockOn,
    Call,
    CancelCall,
    Done,
    Error,
    Event,
    Flush,
    Interrupt,
    Invoke,
    Origin,
    Pending,
    State,
    Step,
    Value,
    Wake,
    Yielded,
)
from grader.protocol.shapes import FunctionKind

# The states that are answered at once, where nobody waits.
ASKING = frozenset({Call, Step, CancelCall, Ask, Flush})


class Bridge:
    """The world's calls of one run."""

    def __init__(
        self, loop: JudgeLoop, world: WorldRoom, ledger: Ledger, seen: Observations, tell: Callable[[Event], None]
    ) -> None:
        """Take the judge's loop, the world, where to record, and the way to tell the runner of an event."""
        self._loop = loop
        self._world = world
        self._codec = world.codec
        self._ledger = ledger
        self._seen = seen
        self._tell = tell
        self._calls: dict[int, tuple[WorldCall, CallRecord]] = {}

    def answer(self, state: State | None) -> Answer | None:
        """The answer to what can be answered at this instant; `None` to all else.

        Raises:
            RemoteProtocolError: the runner asked for something that there is not.
            UnknownTargetError: the same of something in the world.

        """
        match state:
            case Call():
                return self._begin(state)
            case Step():
                return self._go_on(state)
            case CancelCall():
                call, _ = self._find(state.call)
                # A cancel has one word at most, whatever a runner makes up.
                return Done(call.interrupt(self._words(state.words)[:1]))
            case Ask():
                return self._ask(state)
            case Flush():
                return Done()
        return None

    # Calls that the runner drives

    def _begin(self, ask: Call) -> Answer:
        if ask.call in self._calls:
            raise RemoteProtocolError(f"call {ask.call} began twice")
        target, args, kwargs = self._open(ask, AWAITED)
        record = self._record(target.ledger_name, args, kwargs, ask.origin)
        try:
            coroutine = target.function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - a world may refuse its arguments
            return self._finish(record, Finished(error=error))
        call = WorldCall(
            coroutine,
            self._loop,
            target.ledger_name,
            on_wake=lambda: self._tell(Wake(ask.call, self._loop.running_segment)),
            on_interrupt=lambda: self._tell(Interrupt(ask.call)),
            context=driven_context(),
        )
        call.foreign_errors += [arg for arg in args if isinstance(arg, BaseException)]
        self._calls[ask.call] = (call, record)
        return self._answer_to_step(ask.call, call.step(cancels=ask.cancels))

    def _go_on(self, ask: Step) -> Answer:
        call, record = self._find(ask.call)
        if not call.can_go_on or call.is_invoking != (ask.outcome is not None):
            raise RemoteProtocolError(f"a step of call {ask.call}, whose wait is not over")
        value, error = self._sent_in(ask, call)
        if record.cancelled is None and (isinstance(error, asyncio.CancelledError) or call.is_cancelled):
            record.cancelled = self._loop.time()
        return self._answer_to_step(ask.call, call.step(value, error, cancels=ask.cancels))

    def _sent_in(self, ask: Step, call: WorldCall) -> tuple[Any, BaseException | None]:
        if ask.cancelled:
            return None, asyncio.CancelledError(*self._words(ask.words))
        if ask.outcome is None:
            return None, None
        value, error = outcome_of(ask.outcome, self._codec, is_cancelled=True)
        if error is not None:
            call.foreign_errors.append(error)
        return value, error

    def _answer_to_step(self, number: int, step: Finished | Waiting | Invocation) -> Answer:
        call, record = self._calls[number]
        match step:
            case Waiting(once=once):
                return Yielded() if once else Pending(held=call.is_held)
            case Invocation(target, args, kwargs):
                return Invoke(target, None if args is None else self._codec.encode_call(args, kwargs))
        del self._calls[number]
        return self._finish(record, step, call.foreign_errors)

    def _find(self, number: int) -> tuple[WorldCall, CallRecord]:
        if number not in self._calls:
            raise RemoteProtocolError(f"call {number}, which is not under way")
        return self._calls[number]

    def _words(self, wire: Any) -> tuple[Any, ...]:
        words = () if wire is None else self._codec.decode(wire)
        return words if isinstance(words, tuple) else ()

    def drop(self, number: int) -> None:
        """Whoever drove this call is gone."""
        if number not in self._calls:
            return
        call, record = self._calls.pop(number)
        record.cancelled = self._loop.time() if record.cancelled is None else record.cancelled
        call.close()
        self._ledger.end(record, self._loop.time(), None)

    # Calls that are done at once

    def _ask(self, ask: Ask) -> Value | Error:
        if ask.arguments is None:
            return self._read(ask.target)
        target, args, kwargs = self._open(ask, AT_ONCE)
        record = self._record(target.ledger_name, args, kwargs, ask.origin)
        try:
            return self._finish(record, Finished(driven_context().run(target.function, *args, **kwargs)))
        except BaseException as error:  # noqa: BLE001 - whatever the world raises is the outcome of the call
            return self._finish(record, Finished(error=error))

    def _read(self, target: str) -> Value | Error:
        try:
            return self._outcome(Finished(self._world.read(target)))
        except UnknownTargetError:
            raise
        except BaseException as error:  # noqa: BLE001 - a property of the world may raise as a function may
            return self._outcome(Finished(error=error))

    # Calls that the runner's thread is blocked on

    def block(self, block: Block) -> int:
        """The thread is held for a while; returns the tick at which it goes on."""
        start, end = self._loop.now, self._loop.now + block.duration
        label = "burn()" if block.kind == BURN else "time.sleep()"
        self._seen.blocked.append(Blocking(start, end, block.kind, label, block.origin))
        if block.kind == BURN:
            record = self._record(BURN, (ticks.to_seconds(block.duration),), {}, block.origin, blocking=True)
            self._ledger.end(record, ticks.to_seconds(end), None)
        return end

    def block_on(self, ask: BlockOn, answer: Callable[[Answer], None]) -> None:
        """The thread is held until a call is done, which nobody else can drive meanwhile."""
        target, args, kwargs = self._open(ask, AWAITED)
        record = self._record(target.ledger_name, args, kwargs, ask.origin, blocking=True)
        start = self._loop.now
        try:
            coroutine = target.function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - a world may refuse its arguments
            answer(self._finish(record, Finished(error=error)))
            return

        def advance() -> None:
            step = call.step()
            if isinstance(step, Finished):
                blocking = Blocking(start, self._loop.now, "call", f"{record.function}()", record.origin)
                self._seen.blocked.append(blocking)
                answer(self._finish(record, step))
            elif step == Waiting(once=True):
                self._loop.call_soon(advance)

        call = WorldCall(coroutine, self._loop, record.function, advance, lambda: None, contextvars.copy_context())
        advance()

    # What all of them share

    def _open(
        self, ask: Call | Ask | BlockOn, kinds: frozenset[FunctionKind]
    ) -> tuple[Target, tuple[Any, ...], dict[str, Any]]:
        return self._world.find(ask.target, kinds), *self._codec.decode_call(ask.arguments)

    def _record(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], origin: Origin, *, blocking: bool = False
    ) -> CallRecord:
        record = CallRecord(name, args, kwargs, self._loop.time(), origin, blocking)
        self._ledger.begin(record)
        self._seen.foreign_threads += origin.thread != 0
        return record

    def _finish(self, record: CallRecord, finished: Finished, foreign: Sequence[BaseException] = ()) -> Value | Error:
        self._ledger.end(record, self._loop.time(), finished.error)
        self._world.answering = record
        return self._outcome(finished, foreign)

    def _outcome(self, finished: Finished, foreign: Sequence[BaseException] = ()) -> Value | Error:
        if finished.error is not None:
            own = next((number for number, each in enumerate(foreign) if each is finished.error), None)
            return Error(self._codec.encode(finished.error), own)
        try:
            return Value(self._codec.encode(finished.value))
        except UncrossableValueError as error:
            return Error(self._codec.encode(TypeError(f"the world gave {error.what}, which cannot leave it")))
