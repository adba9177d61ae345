"""The conversation with one runner, as the companion of the judge's loop.

The model: the loop asks its companion for a turn whenever it is quiet, and before time moves. In its turn the
session tells the runner what happened, and the runner works until it is idle or asks something. What it asks at once
(a call, a step, a cancel) is answered at once: the session takes the step itself and lets the loop run until it is
quiet again, with the clock standing still. Between turns the runner is always in one of three states:

* idle: it wakes at its own next timer, or when there is an event for it;
* blocked for a while: its thread stands still until an instant; events wait until then;
* blocked on a call: its thread stands still until a call of the world is done.

Nothing that the runner says can make the judge wait without end, and nothing makes it raise into the checks but an
outcome of the submission: whatever ends a run as a whole becomes one `RunFailure`.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.clock import ticks
from grader.judge.calls import Finished, Waiting, WorldCall
from grader.judge.launch import (
    Ending,
    Launcher,
    Patience,
    RunnerGoneError,
    RunnerHungError,
    RunnerProcess,
)
from grader.judge.ledger import CallRecord, Ledger
from grader.judge.loop import JudgeLoop
from grader.judge.observations import (
    Blocking,
    Observations,
    PrintedLine,
    RunFailure,
    SubmissionError,
    SubmissionFailedError,
    innermost_line,
    mark_as_learners,
)
from grader.judge.reasons import hung_line, failure_of_ending, failure_of_loading, gone_wrong
from grader.judge.world import BURN, UnknownTargetError, WorldRoom
from grader.model.verdict import Verdict
from grader.protocol.errors import RemoteProtocolError, UncrossableValueError
from grader.protocol.framing import frame, message_from_runner
from grader.protocol.messages import (
    Answer,
    Ask,
    Beyond,
    Block,
    BlockOn,
    BusyWait,
    Call,
    CancelCall,
    CancelStart,
    Done,
    Dropped,
    Error,
    Event,
    Failure,
    Flush,
    Go,
    Happening,
    Idle,
    Inspect,
    LateBeat,
    Load,
    Loaded,
    LostException,
    LostTask,
    NeverAwaited,
    NotLoaded,
    Origin,
    Pending,
    Printed,
    Raised,
    Returned,
    Say,
    Start,
    State,
    Step,
    Unfinished,
    Value,
    Wake,
    Yielded,
)
from grader.protocol.states import Conversation
from grader.protocol.values import ForeignError, Reference, Wire


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use."""

    max_turns: int = 100_000
    exchanges_per_instant: int = 100_000
    output_bytes: int = 1_000_000
    threads: int = 1
    beat: int | None = None
    patience: Patience = Patience()


@dataclass(frozen=True, slots=True)
class Name:
    """A public name of the submission."""

    name: str
    kind: str
    value: Any


class Session:
    """One runner with one submission, on the judge's loop."""

    def __init__(
        self, loop: JudgeLoop, launcher: Launcher, world: WorldRoom, text: str, filename: str, limits: Limits
    ) -> None:
        """Take what the run needs; no process is started before `load`."""
        self._loop = loop
        self._launcher = launcher
        self._world = world
        self._text = text
        self._filename = filename
        self._limits = limits
        self.ledger = Ledger()
        self.seen = Observations()
        self.failure: RunFailure | None = None
        self.ending: Ending | None = None
        self.names: dict[str, Name] = {}
        self._runner: RunnerProcess | None = None
        self._conversation = Conversation()
        self._state: State | None = None
        self._answer: Answer | None = None
        self._blocked_until = 0
        self._events: list[Event] = []
        self._calls: dict[int, tuple[WorldCall, CallRecord]] = {}
        self._starts: dict[int, asyncio.Future[Any]] = {}
        self._cancelled_starts: set[int] = set()
        self._ended: list[Returned | Raised] = []
        self._start_count = 0
        self._exchanges = 0
        self._instant = 0
        self._output = 0
        self._partial: dict[str, PrintedLine] = {}
        world.codec.resolve = self._resolve
        self.proxy: Callable[[Reference], Any] = lambda reference: reference

    # Loading

    def load(self) -> None:
        """Start the runner and let it import the submission, at the present instant."""
        if self._runner is not None or self.failure:
            return
        self._world.charge_burns_with(self._loop.charge)
        self._runner = self._launcher.launch()
        self._loop.companion = self
        self._send(
            Load(
                text=self._text,
                filename=self._filename,
                world=self._world.shape(),
                max_turns=self._limits.max_turns,
                threads=self._limits.threads,
                beat=self._limits.beat,
            )
        )
        self._receive()
        # Time does not move while a module is imported: nothing that matters may happen there.
        while isinstance(self._state, Block | Flush) and not self.failure:
            self._go(Done())

    @property
    def loaded(self) -> bool:
        """Whether the submission was imported."""
        return bool(self.names) or (self._runner is not None and self.failure is None)

    def use_other_data(self) -> None:
        """The world is about to get another data set: nothing here depends on the old one yet."""

    # Calls into the submission

    def start(self, target: str, args: tuple[Any, ...] | None, kwargs: dict[str, Any]) -> "asyncio.Future[Any]":
        """Begin a call of the submission, or read an attribute where `args` is `None`."""
        self._start_count += 1
        future: asyncio.Future[Any] = self._loop.create_future()
        future.call = self._start_count  # type: ignore[attr-defined]
        if self.failure:
            future.set_exception(SubmissionFailedError(self.failure))
            return future
        arguments = None if args is None else self._world.codec.encode_call(args, kwargs)
        self._starts[self._start_count] = future
        self._events.append(Start(self._start_count, target, arguments))
        return future

    def cancel_start(self, call: int) -> None:
        """Cancel a call of the submission; its outcome comes when its clean-up is done."""
        if call in self._starts:
            self._cancelled_starts.add(call)
            self._events.append(CancelStart(call))

    # The companion of the loop

    def take_turn(self) -> int | None:
        """Let the runner do all that it can do now; the tick at which it goes on by itself."""
        while not self.failure and not self._loop.has_ready and not self._loop.is_stopping:
            match self._state:
                case Idle(until=until) if not self._events and (until is None or until > self._loop.now):
                    return until
                case Block() if self._loop.now < self._blocked_until:
                    return self._blocked_until
                case Block():
                    self._go(Done())
                case BlockOn() if self._answer is None:
                    return None
                case Idle() | Loaded():
                    self._go(None)
                case _:
                    self._go(self._answer)
        return None

    def end_deadlock(self) -> bool:
        """Both rooms wait and no timer is set: end the run, if it is the submission that waits."""
        if self.failure or not self._starts:
            return False
        self._end_with_tasks(Verdict.DEADLOCK)
        return True

    def end_at_horizon(self) -> bool:
        """The run is longer than a run may be: end it, if it is the submission that goes on."""
        if self.failure or not self._starts:
            return False
        self._end_with_tasks(Verdict.NEVER_ENDS)
        return True

    def _end_with_tasks(self, verdict: Verdict) -> None:
        if isinstance(self._state, Idle):
            self._events.append(Inspect())
            self._go(None)
        tasks = self.seen.unfinished
        if isinstance(self._state, BlockOn | Block):
            line = innermost_line(self._state.origin.stack)
        else:
            line = next((line for task in tasks if (line := innermost_line(task.stack))), None)
        self.fail(gone_wrong(verdict, line, tasks))

    # The exchange

    def _go(self, answer: Answer | None) -> None:
        """Tell the runner what happened, and hear what it does and wants."""
        self._count_exchange()
        if self.failure:
            return
        events, self._events, self._answer = tuple(self._events), [], None
        self._send(Go(self._loop.now, answer, events))
        self._receive()
        self._answer_at_once()

    def _count_exchange(self) -> None:
        if self._instant != self._loop.now:
            self._instant, self._exchanges = self._loop.now, 0
        self._exchanges += 1
        if self._exchanges > self._limits.exchanges_per_instant:
            stack = getattr(getattr(self._state, "origin", None), "stack", ())
            self.fail(gone_wrong(Verdict.BUSY_WAIT, innermost_line(stack), ()))

    def _send(self, message: Load | Go) -> None:
        assert self._runner is not None  # noqa: S101 - sent only after `load`
        self._conversation.sent(message)
        try:
            self._runner.send(frame(message))
        except RunnerHungError as error:
            self.fail(gone_wrong(Verdict.HUNG, hung_line(error.stack, self._filename), ()))
        except RunnerGoneError:
            self._fail_by_ending()

    def _receive(self) -> None:
        if self.failure:
            return
        assert self._runner is not None  # noqa: S101 - received only after `load`
        try:
            say = message_from_runner(self._runner.receive(self._limits.patience))
            self._conversation.received(say)
            self._take_note(say)
        except RunnerHungError as error:
            self.fail(gone_wrong(Verdict.HUNG, hung_line(error.stack, self._filename), ()))
        except RunnerGoneError:
            self._fail_by_ending()
        except (RemoteProtocolError, UnknownTargetError):
            self.fail(gone_wrong(Verdict.TAMPERED, None, ()))

    def _fail_by_ending(self) -> None:
        self.ending = self._runner.end() if self._runner else None
        self._runner = None
        self.fail(failure_of_ending(self.ending))

    def _take_note(self, say: Say) -> None:
        for happening in say.happened:
            self._note(happening)
        self._state = say.state
        match say.state:
            case Idle():
                self._end_starts()
            case Loaded():
                self.names = {n: Name(n, k, self._world.codec.decode(v)) for n, k, v in say.state.names}
            case NotLoaded():
                self.fail(failure_of_loading(say.state))
            case BusyWait():
                line = next((line for task in say.state.tasks if (line := innermost_line(task.stack))), None)
                self.fail(gone_wrong(Verdict.BUSY_WAIT, line, say.state.tasks))
            case Block():
                self._begin_block(say.state)
            case BlockOn():
                self._begin_blocking_call(say.state)

    # What the runner asks

    def _answer_at_once(self) -> None:
        """Answer what is to be answered at this instant, and let the judge's room settle."""
        answer = None if self.failure else self._answer_to(self._state)
        if answer is None:
            return
        self._answer = answer
        self._loop.settle()

    def _answer_to(self, state: State | None) -> Answer | None:
        try:
            match state:
                case Call():
                    return self._begin_call(state)
                case Step():
                    return self._step(state.call, cancelled=state.cancelled)
                case CancelCall():
                    return Done(self._interrupt(state.call))
                case Ask():
                    return self._ask(state)
                case Flush():
                    return Done()
        except (RemoteProtocolError, UnknownTargetError, KeyError):
            self.fail(gone_wrong(Verdict.TAMPERED, None, ()))
        return None

    def _begin_call(self, ask: Call) -> Answer:
        target = self._world.find(ask.target)
        args, kwargs = self._world.codec.decode_call(ask.arguments)
        record = self._record(target.ledger_name, args, kwargs, ask.origin)
        if ask.call in self._calls:
            raise RemoteProtocolError(f"call {ask.call} began twice")
        try:
            coroutine = target.function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - a world may refuse its arguments
            return self._finish(record, Finished(error=error))
        call = WorldCall(coroutine, self._loop, target.ledger_name, lambda: self._wake(ask.call))
        self._calls[ask.call] = (call, record)
        return self._step(ask.call)

    def _record(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], origin: Origin, *, blocking: bool = False
    ) -> CallRecord:
        record = CallRecord(name, args, kwargs, self._loop.time(), origin, blocking)
        self.ledger.begin(record)
        self.seen.foreign_threads += origin.thread != 0
        return record

    def _step(self, number: int, *, cancelled: bool = False) -> Answer:
        call, record = self._calls[number]
        if cancelled and record.cancelled is None:
            record.cancelled = self._loop.time()
        match call.step(cancelled=cancelled):
            case Waiting(once=once):
                return Yielded() if once else Pending()
            case Finished() as finished:
                del self._calls[number]
                return self._finish(record, finished)

    def _finish(self, record: CallRecord, finished: Finished) -> Value | Error:
        self.ledger.end(record, self._loop.time(), finished.error)
        return self._outcome(finished)

    def _outcome(self, finished: Finished) -> Value | Error:
        codec = self._world.codec
        if finished.error is not None:
            return Error(codec.encode(finished.error))
        return Value(codec.encode(finished.value))

    def _wake(self, number: int) -> None:
        self._events.append(Wake(number, self._loop.now))

    def _interrupt(self, number: int) -> bool:
        call, record = self._calls[number]
        record.cancelled = self._loop.time() if record.cancelled is None else record.cancelled
        return call.interrupt()

    def _ask(self, ask: Ask) -> Value | Error:
        if ask.arguments is None:
            return Value(self._world.codec.encode(self._world.read(ask.target)))
        target = self._world.find(ask.target)
        args, kwargs = self._world.codec.decode_call(ask.arguments)
        record = self._record(target.ledger_name, args, kwargs, ask.origin)
        try:
            return self._finish(record, Finished(target.function(*args, **kwargs)))
        except BaseException as error:  # noqa: BLE001 - whatever the world raises is the outcome of the call
            return self._finish(record, Finished(error=error))

    # Blocking

    def _begin_block(self, block: Block) -> None:
        if block.duration < 0:
            raise RemoteProtocolError("a block of negative length")
        start = self._loop.now
        self._blocked_until = start + block.duration
        label = "time.sleep()" if block.kind == "sleep" else "burn()"
        self.seen.blocked.append(Blocking(start, self._blocked_until, block.kind, label, block.origin))
        if block.kind == BURN:
            seconds = ticks.to_seconds(block.duration)
            record = self._record(BURN, (seconds,), {}, block.origin, blocking=True)
            self.ledger.end(record, ticks.to_seconds(self._blocked_until), None)

    def _begin_blocking_call(self, ask: BlockOn) -> None:
        target = self._world.find(ask.target)
        args, kwargs = self._world.codec.decode_call(ask.arguments)
        record = self._record(target.ledger_name, args, kwargs, ask.origin, blocking=True)
        call = WorldCall(
            target.function(*args, **kwargs), self._loop, target.ledger_name, lambda: self._advance(call, record)
        )
        self._advance(call, record)

    def _advance(self, call: WorldCall, record: CallRecord) -> None:
        """Go on with a call that the blocked thread waits for: nobody else takes its steps."""
        match call.step():
            case Waiting(once=True):
                self._loop.call_soon(self._advance, call, record)
            case Finished() as finished:
                start = ticks.from_seconds(record.started)
                label = f"{record.function}()"
                self.seen.blocked.append(Blocking(start, self._loop.now, "call", label, record.origin))
                self._answer = self._finish(record, finished)

    # What happened in the runner

    def _note(self, happening: Happening) -> None:
        match happening:
            case Printed():
                self._print(happening)
            case Returned() | Raised():
                self._ended.append(happening)
            case Dropped():
                self._drop(happening.call)
            case Unfinished():
                self.seen.unfinished = happening.tasks
            case LostTask():
                self.seen.lost_tasks.append(happening)
            case NeverAwaited():
                self.seen.never_awaited.append(happening)
            case LostException():
                self.seen.lost_exceptions.append(happening)
            case Beyond():
                self.seen.beyond.append(happening)
            case LateBeat():
                self.seen.late_beats.append(happening)

    def _print(self, printed: Printed) -> None:
        self._output += len(printed.text)
        if self._output > self._limits.output_bytes:
            self.fail(gone_wrong(Verdict.OUTPUT_LIMIT, printed.line, ()))
            return
        begun = self._partial.pop(printed.stream, None)
        text = (begun.text if begun else "") + printed.text
        *lines, rest = text.split("\n")
        for line in lines:
            self.seen.printed.append(self._line(printed, line))
        if rest:
            self._partial[printed.stream] = self._line(printed, rest)

    def _line(self, printed: Printed, text: str) -> PrintedLine:
        return PrintedLine(self._loop.now, printed.stream, text, printed.task, printed.line)

    def printed_lines(self) -> list[PrintedLine]:
        """All that was printed so far, a line begun and not ended included."""
        return [*self.seen.printed, *self._partial.values()]

    def _end_starts(self) -> None:
        """Hand over outcomes only when the runner is quiet: what it still does at this instant is part of the run."""
        ended, self._ended = self._ended, []
        for each in ended:
            self._end_start(each)

    def _end_start(self, ended: Returned | Raised) -> None:
        future = self._starts.pop(ended.call, None)
        if future is None:
            raise RemoteProtocolError(f"the outcome of call {ended.call}, which is not under way")
        was_cancelled = ended.call in self._cancelled_starts
        self._cancelled_starts.discard(ended.call)
        if future.done():
            return
        match ended:
            case Returned():
                self._return(future, ended)
            case Raised():
                future.set_exception(self._error_for_check(ended.failure, was_cancelled=was_cancelled))

    def _return(self, future: "asyncio.Future[Any]", returned: Returned) -> None:
        if returned.uncrossable is None:
            future.set_result(self._world.codec.decode(returned.value))
            return
        if returned.unawaited:
            self.seen.unawaited = returned.uncrossable
        self.seen.uncrossable = returned.uncrossable
        future.set_result(Uncrossable(returned.uncrossable))

    def _error_for_check(self, failure: Failure, *, was_cancelled: bool) -> BaseException:
        """A cancel that the submission made up, or an end of the process, must not act on the judge as itself."""
        error = self._world.codec.decode(failure.error)
        if isinstance(error, ForeignError):
            error = SubmissionError(failure.name, failure.text)
        elif isinstance(error, asyncio.CancelledError):
            error = error if was_cancelled else SubmissionError(failure.name, failure.text)
        elif not isinstance(error, Exception) or isinstance(error, StopIteration):
            error = SubmissionError(failure.name, failure.text)
        return mark_as_learners(error, failure)

    def _drop(self, number: int) -> None:
        found = self._calls.pop(number, None)
        if found is None:
            return
        call, record = found
        record.cancelled = self._loop.time() if record.cancelled is None else record.cancelled
        self.ledger.end(record, self._loop.time(), None)
        call.abandon()

    def _resolve(self, reference: Reference) -> Any:
        if reference.owner == "judge":
            return self._world.resolve(reference)
        return self.proxy(reference)

    # Ends

    def fail(self, failure: RunFailure) -> None:
        """End the run as a whole; the first failure stands."""
        if self.failure:
            return
        self.failure = failure
        starts, self._starts = self._starts, {}
        for future in starts.values():
            if not future.done():
                future.set_exception(SubmissionFailedError(failure))
        self._end_runner()

    def close(self) -> None:
        """End the runner; what was seen stays."""
        if self._loop.companion is self:
            self._loop.companion = None
        self._end_runner()

    def _end_runner(self) -> None:
        if self._runner is not None:
            self.ending = self._runner.end()
            self._runner = None


@dataclass(frozen=True, slots=True)
class Uncrossable:
    """Stands for a result that could not cross: equal to nothing that a check would compare it with."""

    what: str

    def __repr__(self) -> str:
        """What it was."""
        return self.what


def wire_of(value: Any, session_world: WorldRoom) -> Wire:
    """The wire form of a value of the judge's room; raises `UncrossableValueError`."""
    try:
        return session_world.codec.encode(value)
    except UncrossableValueError:
        raise
