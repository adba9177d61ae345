"""What this room knows, and the one way in which it speaks: say what happened, ask, and wait for the answer."""

import asyncio
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

from grader.protocol.errors import LocalProtocolError
from grader.protocol.messages import (
    CancelStart,
    Event,
    Flush,
    Go,
    Happening,
    Inspect,
    Interrupt,
    Load,
    Origin,
    Printed,
    Say,
    Setting,
    Start,
    State,
    Wake,
)
from grader.protocol.values import Codec
from grader.runner.channel import Channel
from grader.runner.submission import Submission

if TYPE_CHECKING:
    from grader.runner.calls import Caller
    from grader.runner.loop import RunnerLoop
    from grader.runner.serving import Server
    from grader.runner.tracing import Tracer
    from grader.runner.world import World

_MANY_HAPPENINGS = 2_000


class NextRun(BaseException):
    """The run is over, and the process is to serve another; no `Exception`, so that nothing takes it for an error."""

    def __init__(self, load: Load) -> None:
        """Take what begins the next run."""
        self.load = load
        super().__init__("the next run")


class Room:
    """The runner's side of one run. It is furnished for its setting, perhaps in another process, before it is begun."""

    loop: "RunnerLoop"
    tracer: "Tracer | None" = None
    tells_timers = False
    server: "Server"
    caller: "Caller"
    world: "World"
    channel: Channel
    submission: Submission

    def __init__(self, setting: Setting) -> None:
        """Take what all runs of the exercise share."""
        self.setting = setting
        self.codec = Codec()
        self.loading = True
        self.over = False
        self.happened: list[Happening] = []
        self._calls = 0
        self._thread = threading.get_ident()

    def end(self) -> None:
        """Let go of all that the run had: a room that is older than its process is never collected as garbage."""
        vars(self).clear()
        self.over = True

    def exchange(self, state: State) -> Go:
        """Say what happened and what this room waits for; returns when the judge has answered."""
        if self.over:
            raise RuntimeError("this run is over")  # only what the run left behind can hear of it
        happened, self.happened = tuple(self.happened), []
        try:
            self.channel.send(Say(state, happened))
        except LocalProtocolError:
            if not happened or (len(happened) == 1 and isinstance(state, Flush)):
                raise
            return self._exchange_in_parts(state, happened)
        go = self.channel.receive()
        if isinstance(go, Load):
            raise NextRun(go)
        self.loop.hear(go)
        return go

    def _exchange_in_parts(self, state: State, happened: tuple[Happening, ...]) -> Go:
        middle = (len(happened) + 1) // 2
        for part in filter(None, (happened[:middle], happened[middle:])):
            # What an earlier part makes happen here comes after what had happened before.
            later, self.happened = self.happened, list(part)
            self.ask(Flush())
            self.happened = later + self.happened
        return self.exchange(state)

    def ask(self, state: State) -> Go:
        """An exchange in the midst of a turn."""
        go = self.exchange(state)
        for event in go.events:
            self.handle(event)
        return go

    def handle(self, event: Event) -> None:
        """Let happen what the judge says."""
        match event:
            case Wake(call=call):
                self.caller.wake(call)
            case Interrupt(call=call):
                self.caller.interrupt(call)
            case Start():
                self.server.start(event)
            case CancelStart(call=call):
                self.server.cancel(call)
            case Inspect():
                self.server.inspect()

    def note_waits(self) -> None:
        """Time is about to pass: tell what each task waits for, where this run is traced."""
        if self.tracer is not None:
            self.tracer.note_waits()

    def note(self, happening: Happening) -> None:
        """Remember what happened until this room speaks next."""
        self.happened.append(happening)

    def next_call(self) -> int:
        """A number for the next call of the world."""
        self._calls += 1
        return self._calls

    @property
    def overfull(self) -> bool:
        """Whether so much happened that the judge should hear of it now."""
        return len(self.happened) > _MANY_HAPPENINGS or (
            bool(self.happened)
            and isinstance(self.happened[-1], Printed)
            and len(self.happened[-1].text) > _MANY_HAPPENINGS
        )

    def origin(self, frame: FrameType | None = None, *, holding: bool = False) -> Origin:
        """Who asks: the running task, its lines and its thread; with `holding`, how many tasks that keeps waiting."""
        thread = 0 if self.on_loop_thread else 1
        others = max(0, len(asyncio.all_tasks(self.loop)) - 1) if holding else 0
        return Origin(self.task_name(), self.submission.stack(frame or sys._getframe(1)), thread, others)

    def task_name(self) -> str:
        """The name of the running task, empty outside of tasks."""
        try:
            task = asyncio.current_task()
        except RuntimeError:
            return ""
        return task.get_name() if task else ""

    @property
    def on_loop_thread(self) -> bool:
        """Whether the caller runs on the thread of the loop."""
        return threading.get_ident() == self._thread
