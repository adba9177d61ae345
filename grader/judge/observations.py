"""What the judge saw of a run, and how a run can fail as a whole."""

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from grader.clock.ties import Timed
from grader.model.verdict import Verdict
from grader.protocol.messages import (
    Beyond,
    Failure,
    LateBeat,
    LostException,
    LostTask,
    NeverAwaited,
    Origin,
    Place,
    TaskState,
    TaskWaiting,
)

if TYPE_CHECKING:
    from grader.judge.ledger import CallRecord


class RunFailure(msgspec.Struct, frozen=True):
    """A run that could not go on: nothing that a check asks afterwards can be answered."""

    verdict: Verdict
    message: str
    line: int | None = None
    tasks: tuple[TaskState, ...] = ()


class SubmissionFailedError(Exception):
    """Raised in a check whose submission could not go on."""

    def __init__(self, failure: RunFailure) -> None:
        """Take why."""
        self.failure = failure
        super().__init__(f"{failure.verdict}: {failure.message}")


class SubmissionError(Exception):
    """An exception of the submission that must not act on the judge as itself, or whose class lives only there."""

    def __init__(self, name: str, text: str) -> None:
        """Take the name of its class and its text."""
        self.name = name
        super().__init__(f"{name}: {text}" if text else name)


def mark_as_learners(error: BaseException, failure: Failure) -> BaseException:
    """Remember of an exception that the submission raised it, and where."""
    error.__submission_failure__ = failure  # type: ignore[attr-defined]
    return error


def learners_failure(error: BaseException | None) -> Failure | None:
    """The submission's failure behind an exception that reached a check, also through causes and groups."""
    while error is not None:
        found: Failure | None = getattr(error, "__submission_failure__", None)
        if found is not None:
            return found
        if isinstance(error, BaseExceptionGroup):
            return next((found for each in error.exceptions if (found := learners_failure(each))), None)
        error = error.__cause__
    return None


class PrintedLine(msgspec.Struct, frozen=True):
    """A line that the submission printed, stamped by the judge."""

    at: int
    stream: Literal["out", "err"]
    text: str
    task: str
    line: int | None


class Blocking(msgspec.Struct, frozen=True):
    """A stretch in which the submission held its thread."""

    start: int
    end: int
    kind: Literal["sleep", "burn", "call"]
    label: str
    origin: Origin


class TaskWait(msgspec.Struct, frozen=True):
    """A stretch in which a task of the submission waited, in ticks; the runner's word, stamped by the judge."""

    waiting: TaskWaiting
    start: int
    end: int


# Of more than this nobody draws a picture, and to look for one in all of it would take the judge minutes.
_MOST_TASKS = 1_000
_MOST_WAITS = 20_000


class WaitLog:
    """The waits of a run: those that are over, and those that go on; of a crowd, those of the first to come."""

    def __init__(self) -> None:
        """Begin with none."""
        self.over: list[TaskWait] = []
        self._known: set[str] = set()
        self._going_on: dict[str, tuple[TaskWaiting, int]] = {}

    def begin(self, waiting: TaskWaiting, now: int) -> None:
        """A task waits for something else than before."""
        self.end(waiting.task, now)
        if len(self.over) + len(self._going_on) >= _MOST_WAITS:
            return
        if waiting.task in self._known or len(self._known) < _MOST_TASKS:
            self._known.add(waiting.task)
            self._going_on[waiting.task] = (waiting, now)

    def end(self, task: str, now: int) -> None:
        """A task does not wait any more."""
        waiting, start = self._going_on.pop(task, (None, now))
        if waiting is not None and now > start:
            self.over.append(TaskWait(waiting, start, now))

    def until(self, now: int) -> list[TaskWait]:
        """All of them, those that go on as far as they went."""
        going_on = (TaskWait(waiting, start, now) for waiting, start in self._going_on.values() if now > start)
        return [*self.over, *going_on]


class Name(msgspec.Struct, frozen=True):
    """A public name of the submission."""

    name: str
    kind: str
    value: Any


class Observations(msgspec.Struct):
    """What happened in a run. `uncrossable` results and notes of the runner are the runner's word.

    `timers` are all that it set, where it has told them and done nothing since.
    """

    printed: list[PrintedLine] = msgspec.field(default_factory=list)
    blocked: list[Blocking] = msgspec.field(default_factory=list)
    beyond: list[Beyond] = msgspec.field(default_factory=list)
    never_awaited: list[NeverAwaited] = msgspec.field(default_factory=list)
    lost_exceptions: list[LostException] = msgspec.field(default_factory=list)
    lost_tasks: list[LostTask] = msgspec.field(default_factory=list)
    late_beats: list[LateBeat] = msgspec.field(default_factory=list)
    waits: WaitLog = msgspec.field(default_factory=WaitLog)
    unfinished: tuple[TaskState, ...] = ()
    open_generators: tuple[Place, ...] = ()
    timers: tuple[Timed, ...] | None = None
    left_open: "tuple[tuple[str, CallRecord | None], ...]" = ()
    waits_of_runner: int = 0
    uncrossable: str | None = None
    unawaited: str | None = None
    foreign_threads: int = 0


def innermost_line(stack: tuple[Place, ...]) -> int | None:
    """The learner's line closest to what happened."""
    return stack[-1].line if stack else None


def seconds_of(value: Any) -> float:
    """A tick count as seconds, for people."""
    return float(value) / 1_000_000_000
