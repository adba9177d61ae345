"""The conversation with one runner, as the other half of the judge's loop.

The model: the loop lets its companion go on whenever what comes next is the runner's to run: at ties, in turn, one
order for both rooms (`grader.clock.half`). The session tells the runner what happened, and the runner works until
the judge's own next callback comes first, or until it is idle, or asks something. What it asks (a call, a step, a
cancel) is answered at once, with the clock standing still, by the `bridge`. Between turns the runner is always in
one of these states:

* idle: it goes on at its own next timer, or when there is news for it;
* in the midst of a turn: it goes on when it is its turn again;
* blocked for a while: its thread stands still until an instant; news waits until then;
* blocked on a call: its thread stands still until a call of the world is done.

Nothing that the runner says can make the judge wait without end, and nothing makes it raise into the checks but an
outcome of the submission: whatever ends a run as a whole becomes one `RunFailure`.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from grader.clock.half import Place
from grader.clock.ties import ties_of
from grader.judge.bridge import ASKING, Bridge
from grader.judge.decided import Decided
from grader.judge.ledger import CallRecord, Ledger
from grader.judge.limits import Limits
from grader.judge.loop import JudgeLoop
from grader.judge.notes import Notes
from grader.judge.observations import (
    Name,
    Observations,
    PrintedLine,
    RunFailure,
    SubmissionFailedError,
    innermost_line,
)
from grader.judge.outcomes import Uncrossable, outcome_of
from grader.judge.reasons import (
    failure_of_breach,
    failure_of_ending,
    failure_of_loading,
    gone_wrong,
    hung_line,
    line_of_waiting,
)
from grader.judge.runners import (
    Ending,
    Launcher,
    RunnerBeyondError,
    RunnerGoneError,
    RunnerHungError,
)
from grader.judge.traces import NeedsTrace, trace_of
from grader.judge.wire import Wire
from grader.judge.world import UnknownTargetError, WorldRoom
from grader.model.trace import Trace
from grader.model.verdict import Verdict
from grader.protocol.errors import RemoteProtocolError
from grader.protocol.messages import (
    Answer,
    Block,
    BlockOn,
    BusyWait,
    CancelStart,
    Done,
    Dropped,
    Event,
    Flush,
    Go,
    Idle,
    Inspect,
    Load,
    Loaded,
    NotLoaded,
    Raised,
    Release,
    Returned,
    Say,
    Start,
    State,
    TaskState,
    Turn,
)
from grader.protocol.values import Reference

__all__ = ["Session", "Uncrossable"]


class Session:
    """One runner with one submission, on the judge's loop."""

    def __init__(
        self, loop: JudgeLoop, launcher: Launcher, world: WorldRoom, text: str, filename: str, limits: Limits
    ) -> None:
        """Take what the run needs; no process is started before `load`."""
        self._loop = loop
        self._launcher = launcher
        self._world = world
        self._day = world.day
        self._text = text
        self._filename = filename
        self._limits = limits
        self.ledger = Ledger()
        self.seen = Observations()
        self.failure: RunFailure | None = None
        self.needs_trace = False
        self.ending: Ending | None = None
        self.names: dict[str, Name] = {}
        self.proxy: Callable[[Reference], Any] = lambda reference: reference
        world.codec.resolve = self._resolve
        self._wire: Wire | None = None
        self._notes = Notes(loop, self.seen, limits.output_bytes, limits.output_lines, self._end_for_output)
        self._bridge = Bridge(loop, world, self.ledger, self.seen, self._tell)
        self._state: State | None = None
        self._events: list[Event] = []
        self._answer: Answer | None = None
        self._blocked_until = 0
        self._starts: dict[int, asyncio.Future[Any]] = {}
        self._start_count = 0
        self._cancelled_starts: set[int] = set()
        self._ended_starts: list[Returned | Raised] = []
        self._exchanges = 0
        self._instant = 0
        # Asked when the runner is about to wait: whether there is something for it to do instead.
        self.before_wait: Callable[[], bool] = lambda: False

    def _resolve(self, reference: Reference) -> Any:
        return self._world.resolve(reference) if reference.owner == "judge" else self.proxy(reference)

    # Loading

    def load(self) -> None:
        """Start the runner and let it import the submission, at the present instant."""
        if self._wire is not None or self.failure:
            return
        setting = self._limits.setting(self._filename, self._world.outline())
        constants = self._world.constants()
        self._day = self._world.day
        self._world.charge_burns_with(self._loop.charge)
        self._wire = Wire(self._launcher.launch(setting), self._limits.bears)
        self._loop.companion = self
        self._exchange(
            Load(
                text=self._text,
                constants=constants,
                trace=self._limits.trace,
                timers=self._limits.timers,
                schedule=self._limits.schedule,
                segment=self._loop.segment + 1,
            )
        )
        # Time does not move while a module is imported: nothing that matters may happen there.
        while isinstance(self._state, Block | Flush) and not self.failure:
            self._go(Done())

    @property
    def loaded(self) -> bool:
        """Whether the submission was imported."""
        return bool(self.names) or (self._wire is not None and self.failure is None)

    def touch_world(self) -> None:
        """A check acts on the world itself, which is this run's own."""

    def data_of_world(self, name: str) -> Any:
        """A value that the world holds."""
        return getattr(self._world.module, name)

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
        self._tell(Start(self._start_count, target, arguments, self._loop.running_segment))
        return future

    def cancel_start(self, call: int) -> None:
        """Cancel a call of the submission; its outcome comes when its clean-up is done."""
        if call in self._starts:
            self._cancelled_starts.add(call)
            self._tell(CancelStart(call))

    def _tell(self, event: Event) -> None:
        self._events.append(event)

    def inspect(self) -> tuple[TaskState, ...]:
        """What the unfinished tasks of the submission wait for; only while the runner is idle."""
        self._tell(Inspect())
        self._go(None)
        return self.seen.unfinished

    @property
    def now(self) -> float:
        """The present instant, in virtual seconds."""
        return self._loop.time()

    def left_open(self) -> list[tuple[str, CallRecord | None]]:
        """What the submission opened in the world and did not close, each with the call that opened it."""
        return self._world.left_open()

    def decided(self) -> Decided | None:
        """What a schedule decided in this run, once it is over; `None` where not all is known."""
        ours, theirs = self._loop.timer_log.until(self._loop.now), self.seen.timers
        if ours is None or theirs is None or self.failure or self._day != self._world.day:
            return None
        ties = ties_of(judge=ours, runner=theirs)
        return Decided(ties, *self._day) if ties else None

    # The companion of the loop

    def head(self) -> Place | None:
        """The place of the runner's next callback, if one can run now."""
        now = self._loop.now
        match self._state:
            case Idle(until=until, stamp=stamp):
                return None if until is None or until > now else (until, stamp)
            case Turn(place=place):
                return place
            case Release(place=place, head=head):
                return head or place
            case Block() if self._blocked_until <= now:
                # The thread goes on before any timer of its instant: it does not come from the loop.
                return self._blocked_until, 0
        return None

    @property
    def has_news(self) -> bool:
        """Whether the runner has to hear something before anything else happens."""
        state = type(self._state)
        return bool(self._events) if state in _HEARS else state is BlockOn and self._answer is not None

    @property
    def is_held(self) -> bool:
        """Whether the runner's thread stands still until some later instant."""
        return isinstance(self._state, _HELD)

    def go_on(self) -> None:
        """Let the runner go on, until the judge's own next callback comes first."""
        match self._state:
            case Block():
                self._go(Done())
            case BlockOn():
                answer, self._answer = self._answer, None
                self._go(answer)
            case _:
                self._go(None)

    def take_turn(self) -> int | None:
        """Nothing can run in either room: the tick at which the runner goes on by itself."""
        if self._ended_starts:
            # The runner was quiet while this room was not: now it can say what is left.
            self._go(None)
        if isinstance(self._state, Idle) and self._starts:
            self.seen.waits_of_runner += 1
            if self.before_wait():
                self._go(None)
        match self._state:
            case Idle(until=until):
                return until
            case Block():
                return self._blocked_until
        return None

    def end_deadlock(self) -> bool:
        """Both rooms wait and no timer is set: end the run, if it is the submission that waits."""
        return self._end_with_tasks(Verdict.DEADLOCK)

    def end_at_horizon(self) -> bool:
        """The run is longer than a run may be: end it, if it is the submission that goes on."""
        return self._end_with_tasks(Verdict.NEVER_ENDS)

    def _end_with_tasks(self, verdict: Verdict) -> bool:
        if self.failure or not self._starts:
            return False
        if isinstance(self._state, Idle):
            self._tell(Inspect())
            self._go(None)
        if isinstance(self._state, BlockOn | Block):
            line = innermost_line(self._state.origin.stack)
        else:
            line = line_of_waiting(self.seen.unfinished)
        self.fail(gone_wrong(verdict, line, self.seen.unfinished))
        return True

    # The exchange

    def _go(self, answer: Answer | None) -> None:
        """Tell the runner what happened, and answer what it asks, until it has nothing to ask."""
        self._tell_and_hear(answer)
        while (answer := self._answer_to(self._state)) is not None:
            self._tell_and_hear(answer)

    def _tell_and_hear(self, answer: Answer | None) -> None:
        loop = self._loop
        now = loop.now
        self._count_exchange(now)
        if not self.failure:
            events, self._events = tuple(self._events), []
            due = loop.take_back()
            self._exchange(Go(now, answer, events, loop.head(), due))

    def _count_exchange(self, now: int) -> None:
        if self._instant != now:
            self._instant, self._exchanges = now, 0
        self._exchanges += 1
        if self._exchanges > self._limits.exchanges_per_instant:
            stack = getattr(getattr(self._state, "origin", None), "stack", ())
            self.fail(gone_wrong(Verdict.BUSY_WAIT, innermost_line(stack), ()))

    def _exchange(self, message: Load | Go) -> None:
        wire = self._wire
        assert wire is not None
        try:
            say = wire.exchange(message)
            self._loop.enter_segment(self._loop.segment + 2)
            if wire.exchanges > self._limits.exchanges:
                self.fail(gone_wrong(Verdict.NEVER_ENDS, self._last_line(), ()))
            if wire.message_bytes > self._limits.message_bytes:
                self.fail(gone_wrong(Verdict.OUTPUT_LIMIT, None, ()))
            self._hear(say)
        except RunnerHungError as error:
            self.fail(gone_wrong(Verdict.HUNG, hung_line(error.stack, self._filename), ()))
        except RunnerBeyondError as error:
            self.fail(failure_of_breach(error.what))
        except RunnerGoneError:
            self._end_runner()
            limits = self._limits
            self.fail(failure_of_ending(self.ending, limits.cpu_seconds, wire.exchanges, self._last_line()))
        except (RemoteProtocolError, UnknownTargetError):
            self.fail(gone_wrong(Verdict.TAMPERED, None, ()))

    def _last_line(self) -> int | None:
        """The line of the submission that asked the world last."""
        calls = self.ledger.calls
        return innermost_line(calls[-1].origin.stack) if calls else None

    def _answer_to(self, state: State | None) -> Answer | None:
        try:
            return self._bridge.answer(state)
        except (RemoteProtocolError, UnknownTargetError):
            self.fail(gone_wrong(Verdict.TAMPERED, None, ()))
            return None

    # What the runner says

    def _hear(self, say: Say) -> None:
        self.seen.timers = None
        for happening in say.happened:
            match happening:
                case Returned() | Raised():
                    self._ended_starts.append(happening)
                case Dropped(call=call):
                    self._bridge.drop(call)
                case _:
                    self._notes.take(happening)
        if not self.failure:
            self._state = say.state
            if type(say.state) not in ASKING:
                self._enter(say.state)

    def _enter(self, state: State) -> None:
        match state:
            case Idle() if self._loop.head() is None:
                self._end_starts()
            case Block():
                self._end_starts()
                self._loop.hold_driven()
                self._blocked_until = self._bridge.block(state)
            case BlockOn():
                self._end_starts()
                self._loop.hold_driven()
                self._bridge.block_on(state, self._keep_answer)
            case Release():
                self._loop.release_aside(state.place)
            case Loaded():
                self.names = {n: Name(n, k, self._world.codec.decode(v)) for n, k, v in state.names}
            case NotLoaded():
                self.fail(failure_of_loading(state, self._world.names()))
            case BusyWait():
                self.fail(gone_wrong(Verdict.BUSY_WAIT, line_of_waiting(state.tasks), state.tasks))

    def _keep_answer(self, answer: Answer) -> None:
        self._answer = answer

    def _end_starts(self) -> None:
        """Hand over outcomes when both rooms are quiet: what is still done at this instant is part of the run."""
        ended, self._ended_starts = self._ended_starts, []
        for each in ended:
            self._end_start(each)

    def _end_start(self, ended: Returned | Raised) -> None:
        if ended.call not in self._starts:
            raise RemoteProtocolError(f"the outcome of call {ended.call}, which is not under way")
        # Read before the call counts as ended: where it cannot be read, whoever waits for it hears of that.
        is_cancelled = ended.call in self._cancelled_starts
        value, error = outcome_of(ended, self._world.codec, is_cancelled=is_cancelled)
        self._note_uncrossable(ended)
        self._cancelled_starts.discard(ended.call)
        future = self._starts.pop(ended.call)
        if future.done():
            return
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)

    def _note_uncrossable(self, ended: Returned | Raised) -> None:
        if isinstance(ended, Returned) and ended.uncrossable is not None:
            self.seen.uncrossable = ended.uncrossable
            if ended.unawaited:
                self.seen.unawaited = ended.uncrossable

    def printed_lines(self) -> list[PrintedLine]:
        """All that was printed so far, a line begun and not ended included."""
        return self._notes.printed_lines()

    def trace(self) -> Trace:
        """What the tasks spent their time on so far."""
        if not self._limits.trace:
            self.needs_trace = True
            raise NeedsTrace
        return trace_of(self.seen, self.ledger.calls, self.printed_lines(), self._loop.now)

    # Ends

    def fail(self, failure: RunFailure) -> None:
        """End the run as a whole; the first failure stands."""
        if self.failure:
            return
        self.failure = failure
        self._state = None
        starts, self._starts = self._starts, {}
        for future in starts.values():
            if not future.done():
                future.set_exception(SubmissionFailedError(failure))
        self._end_runner()

    def _end_for_output(self, line: int | None) -> None:
        self.fail(gone_wrong(Verdict.OUTPUT_LIMIT, line, ()))

    def close(self) -> None:
        """End the runner; what was seen stays."""
        if self._loop.companion is self:
            self._loop.companion = None
        wire = self._wire
        if wire is not None and isinstance(self._state, Idle) and not self.failure:
            self._wire = None
            self.ending = wire.leave()
        else:
            self._end_runner()

    def _end_runner(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            self.ending = wire.end()


_HELD = (Block, BlockOn)
# In these the runner hears what happens; in all others it stands still, or waits for an answer.
_HEARS = frozenset({Idle, Turn, Release, Loaded})
