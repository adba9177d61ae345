"""What the judge knows of a runner: how it is spoken with, how long it may be silent, and how it ends.

The watch counts what the runner does, not what the clock on the wall says: a busy machine must not fail a learner.
A runner is hung when it computes for longer than a run ever needs between two messages, or when it sleeps for real.
"""

from typing import Protocol

import msgspec

from grader.protocol.messages import Setting
from grader.sandbox import Breach, Standing, Watch

LOOK_S = 0.05
"""Real seconds after which a silent runner is looked at."""

CHUNK = 65536


class Patience(msgspec.Struct, frozen=True):
    """How long a runner may be silent, in real seconds: computing, and asleep; and in all of its run together.

    And what it may have, for systems whose kernel does not keep it to that.
    """

    computing: float = 3.0
    asleep: float = 3.0
    altogether: float = 60.0
    threads: int = 1
    memory: int = 256 << 20


PATIENCE = Patience()

STACK_PATIENCE = Patience(computing=0.5, asleep=2.0, altogether=5.0)
"""How long a runner may take to write its stack, by the same count: on a busy machine it has to get a turn first."""

# What faulthandler begins a stack with; it ends it with nothing.
_HEAD_OF_STACK = b"Stack (most recent call first):"


def is_whole(stack: bytes | bytearray) -> bool:
    """Whether a runner, asked more than once, has written its first stack to the end: the second has begun."""
    return stack.count(_HEAD_OF_STACK) > 1 or len(stack) >= CHUNK


class RunnerHungError(Exception):
    """The runner stopped answering; `stack` is what it was doing, as faulthandler prints it."""

    def __init__(self, stack: str) -> None:
        """Take the stack, empty where it could not be had."""
        self.stack = stack
        super().__init__("the runner stopped answering")


class RunnerBeyondError(Exception):
    """The runner has more than it may: seen from outside, where nothing keeps it from that."""

    def __init__(self, what: Breach) -> None:
        """Take which of its bounds it went beyond."""
        self.what = what
        super().__init__(f"the runner has too much: {what}")


class RunnerGoneError(Exception):
    """The runner's end of the channel is closed."""


class Ending(msgspec.Struct, frozen=True):
    """How the process ended, and what it used."""

    exit_code: int
    cpu_seconds: float | None = None
    peak_memory_kb: int | None = None


class RunnerProcess(Protocol):
    """One runner, seen from the judge."""

    def send(self, data: bytes) -> None:
        """Send a frame; raises `RunnerGoneError`."""

    def receive(self, patience: Patience) -> bytes:
        """The next payload; raises `RunnerGoneError`, `RunnerHungError`, `RunnerBeyondError`, the protocol's errors."""

    def begin_anew(self) -> None:
        """Another run begins in this process."""

    def leave(self) -> Ending | None:
        """The run is over and the process idle: end it, unless there is a use for it."""

    def end(self) -> Ending:
        """Kill the process if it still runs, and give back all it held."""


class Launcher(Protocol):
    """Where runners come from."""

    def launch(self, setting: Setting) -> RunnerProcess:
        """A new runner for a run in this setting, before its `Load`."""

    def standing(self) -> Standing:
        """How runners are kept in, measured where they run."""

    def close(self) -> None:
        """Give back what the launcher holds."""


def look_at(outside: Watch, patience: Patience) -> None:
    """Look at a process that nothing else keeps to its bounds; raises `RunnerBeyondError`."""
    breach = outside.breach(patience.threads, patience.memory)
    if breach:
        raise RunnerBeyondError(breach)
