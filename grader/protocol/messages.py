"""The closed set of messages.

The rooms take turns. The judge says *it is now so late, and this happened* (`Go`); the runner works until it can do
nothing more by itself and says why (`Say`): it is idle until its next timer, or it asks something and its thread
stands still until the answer comes. `Load` opens the conversation and the runner's first `Say` answers it.

Instants and durations are integer ticks of the virtual clock, so that no message can hold a NaN or lose a bit, and
so far from the end of 64 bits that their sum is still one of them.
Values are in the wire form of `values`; who reads one decodes it there. No message says *passed*: the judge scores
what it saw itself, and the notes of the runner (`Happening`) are its word only.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from grader.protocol.shapes import WorldShape

Wire = Any

LONGEST = 1 << 62

Ticks = Annotated[int, Meta(ge=0, le=LONGEST)]
Count = Annotated[int, Meta(ge=0, le=LONGEST)]


# In the order that both rooms share: see `grader.clock.half`.
InOrder = Annotated[tuple[Count, ...], Meta(min_length=2, max_length=4)]


class _Message(Struct, frozen=True, forbid_unknown_fields=True, tag=True, array_like=True):
    pass


class Place(_Message, frozen=True):
    """A line of the learner's file, and the function it stands in."""

    function: str
    line: Count


class Origin(_Message, frozen=True):
    """Who asks: the task, its lines from the outermost function to the innermost, the thread (0 is the loop's).

    Where the thread is about to be held, `others` says how many more tasks are unfinished then.
    """

    task: str
    stack: tuple[Place, ...]
    thread: Count
    others: Count = 0


class Failure(_Message, frozen=True):
    """An exception: in wire form, and the learner's lines it went through."""

    error: Wire
    name: str
    text: str
    stack: tuple[Place, ...] = ()


class Returned(_Message, frozen=True):
    """A call of the submission ended with a value; `uncrossable` says what it was where it cannot cross.

    `unawaited` tells of a value that someone should have awaited: a coroutine, a generator, a future.
    """

    call: Count
    value: Wire
    uncrossable: str | None = None
    unawaited: bool = False


class Raised(_Message, frozen=True):
    """A call of the submission ended with an exception."""

    call: Count
    failure: Failure


# What the runner asks: its thread stands still until the answer comes.


class Idle(_Message, frozen=True):
    """Nothing can run here before `until`, or before the judge lets something happen; `stamp` is that timer's."""

    until: Ticks | None
    stamp: Count = 0


class Turn(_Message, frozen=True):
    """Something can run here, but something of the judge's comes first; `place` is its own in the order of both."""

    place: InOrder


class Release(_Message, frozen=True):
    """The timers that a blocked thread passed are released now, in both rooms, at this `place`.

    What is ready here goes on from `head`, which comes before it.
    """

    place: InOrder
    head: InOrder | None = None


class Call(_Message, frozen=True):
    """Begin a call of the world and take its first step; `cancels` is what the task's `cancelling()` says."""

    call: Count
    target: str
    arguments: Wire
    origin: Origin
    cancels: Count = 0


class Step(_Message, frozen=True):
    """Go on with a call: its wait is over, a cancel of the task's is to be thrown in, or an `Invoke` came to its end.

    `words` are the arguments of the cancel.
    """

    call: Count
    cancelled: bool
    words: Wire = None
    outcome: Returned | Raised | None = None
    cancels: Count = 0


class CancelCall(_Message, frozen=True):
    """The task was cancelled while it waited for this call; `words` are the arguments of the cancel."""

    call: Count
    words: Wire = None


class Ask(_Message, frozen=True):
    """Call a plain function of the world, make an object, or read an attribute."""

    target: str
    arguments: Wire | None
    origin: Origin


class BlockOn(_Message, frozen=True):
    """Wait for a call of the world with the thread blocked: a blocking twin."""

    target: str
    arguments: Wire
    origin: Origin


class Flush(_Message, frozen=True):
    """So much happened that the judge should hear of it before this room goes on."""


class Block(_Message, frozen=True):
    """Hold the thread for a while: asleep, or computing."""

    duration: Ticks
    kind: Literal["sleep", "burn"]
    origin: Origin


class Loaded(_Message, frozen=True):
    """The submission was imported: its public names, each with its kind; constants with their value."""

    names: tuple[tuple[str, Literal["function", "class", "value", "opaque"], Wire], ...]


class NotLoaded(_Message, frozen=True):
    """The submission could not be imported."""

    kind: Literal["syntax-error", "import-error", "exited"]
    failure: Failure
    line: Count | None


class BusyWait(_Message, frozen=True):
    """One instant took more loop turns than allowed; the run is over."""

    turns: Count
    tasks: "tuple[TaskState, ...]"


State = Idle | Turn | Release | Call | Step | CancelCall | Ask | BlockOn | Block | Flush | Loaded | NotLoaded | BusyWait


# What happened in the runner since it spoke last.


class Printed(_Message, frozen=True):
    """Text written to standard output or standard error."""

    stream: Literal["out", "err"]
    text: str
    task: str
    line: Count | None


class Dropped(_Message, frozen=True):
    """Whoever waited for this call is gone: its coroutine was closed, or collected as garbage."""

    call: Count


class LostTask(_Message, frozen=True):
    """A pending task was collected as garbage, since nothing held it."""

    name: str
    coroutine: str
    made_at: Count | None


class TaskState(_Message, frozen=True):
    """An unfinished task: where it was made and where it waits."""

    name: str
    coroutine: str
    awaiting: str
    made_at: Count | None
    stack: tuple[Place, ...]


class Unfinished(_Message, frozen=True):
    """The tasks alive when calls of the submission had ended and the instant was over, and its open generators."""

    tasks: tuple[TaskState, ...]
    generators: tuple[Place, ...] = ()


WaitKind = Literal["world", "sleep", "task", "limit", "event", "queue", "other"]


class TaskWaiting(_Message, frozen=True):
    """A task waits: on what, at which of its lines; at which line it was made, and by which task."""

    task: str
    kind: WaitKind
    label: str
    made_at: Count | None
    stack: tuple[Place, ...]
    maker: str = ""


class TaskEnded(_Message, frozen=True):
    """A task that waited before has come to its end."""

    task: str


class TimersSet(_Message, frozen=True):
    """A call of the submission has ended: tick and stamp of each timer of this room that was due by then.

    Told where `Load` asks for it; what happens in this room later makes it incomplete.
    """

    timers: tuple[tuple[Ticks, Count], ...]


class NeverAwaited(_Message, frozen=True):
    """A coroutine was made and thrown away."""

    name: str
    line: Count | None


class LostException(_Message, frozen=True):
    """An exception that nobody asked for."""

    failure: Failure
    task: str


class Beyond(_Message, frozen=True):
    """The submission reached for a second thread, process or event loop."""

    what: Literal["thread", "process", "loop"]
    name: str
    line: Count | None


class LateBeat(_Message, frozen=True):
    """A beat of the loop came late: something held it."""

    due: Ticks
    lateness: Ticks


Happening = (
    Printed
    | Returned
    | Raised
    | Dropped
    | LostTask
    | Unfinished
    | TimersSet
    | TaskWaiting
    | TaskEnded
    | NeverAwaited
    | LostException
    | Beyond
    | LateBeat
)


class Say(_Message, frozen=True):
    """The runner's message: what happened, and what it waits for now."""

    state: State
    happened: tuple[Happening, ...] = ()


# The judge's answers to what the runner asked.


class Value(_Message, frozen=True):
    """The call ended with a value."""

    value: Wire


class Error(_Message, frozen=True):
    """The call ended with an exception; `own` is its number where it is one that went into the call from here."""

    error: Wire
    own: Count | None = None


class Invoke(_Message, frozen=True):
    """The call awaits something of the submission: run it in the caller's own task, and step on with its outcome."""

    target: str
    arguments: Wire | None


class Pending(_Message, frozen=True):
    """The call waits; a `Wake` will come.

    Unless it is `held`, nothing in the world keeps what it waits for: it lives as long as the task that waits.
    """

    held: bool = True


class Yielded(_Message, frozen=True):
    """The call gave way for one turn of the loop."""


class Done(_Message, frozen=True):
    """What was asked for is done; `effective` is what `cancel()` returns."""

    effective: bool = True


Answer = Value | Error | Invoke | Pending | Yielded | Done


# What the judge lets happen.


class Start(_Message, frozen=True):
    """Call something of the submission: a function, a class, a method of a handle; or read an attribute.

    `segment` is where whoever calls stood in the order of both rooms.
    """

    call: Count
    target: str
    arguments: Wire | None
    segment: Count = 0


class CancelStart(_Message, frozen=True):
    """The check cancelled a call that it had started."""

    call: Count


class Wake(_Message, frozen=True):
    """What a pending call waited for is done; `segment` is where that stood in the order of both rooms."""

    call: Count
    segment: Count = 0


class Interrupt(_Message, frozen=True):
    """The world cancelled a call of its own, which awaits something of the submission."""

    call: Count


class Inspect(_Message, frozen=True):
    """Say what your unfinished tasks wait for."""


Event = Start | CancelStart | Wake | Interrupt | Inspect


class Go(_Message, frozen=True):
    """The judge's message: it is `now`, this happened, here is what you asked for, and go no further than `before`.

    `before` is the place of the judge's own next callback in the order that both rooms share. `due` tells that the
    judge has timers to be released together with yours.
    """

    now: Ticks
    answer: Answer | None = None
    events: tuple[Event, ...] = ()
    before: InOrder | None = None
    due: bool = False


class Setting(_Message, frozen=True):
    """What all runs of an exercise share: how the world looks, what the file is called, and the rules.

    It comes before the conversation, and once for all runners that are forked where it was heard.
    """

    filename: str
    world: WorldShape
    max_turns: Count
    threads: Count
    beat: Ticks | None = None
    memory: Count = 256 << 20
    cpu: Count = 20


class Load(_Message, frozen=True):
    """The judge's first message of a run: the submission's text, and what is this run's own.

    Where it comes while the runner is idle, the run of before is over, and the process serves another.

    `constants` are the world's, which its data may change from run to run; `segment` is the runner's first in the
    order that both rooms share.
    """

    text: str
    constants: tuple[tuple[str, Wire], ...] = ()
    trace: bool = False
    timers: bool = False
    schedule: Count = 0
    segment: Count = 0


FromJudge = Load | Go
FromRunner = Say
