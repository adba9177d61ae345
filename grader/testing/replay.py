"""The plain run, told again: what a check sees that only reads one run of the entry.

Most checks call the entry once and look at what happened. They get the recorded run in place of a runner of their
own: its outcome comes at the same virtual instant, with the same ledger and prints. A check that asks for anything
else (another call, another data set, the ledger while the run goes on, time beyond its end) is run again with a
runner of its own; it cannot tell the difference but by the clock on the wall.
"""

import asyncio
from typing import Any, NoReturn

from grader.judge.ledger import CallRecord, Ledger
from grader.judge.observations import Name, Observations, PrintedLine, RunFailure, SubmissionFailedError
from grader.judge.runners import Ending
from grader.judge.session import Uncrossable
from grader.judge.world import WorldRoom
from grader.model.trace import Trace
from grader.protocol.errors import RemoteProtocolError, UncrossableValueError
from grader.testing.plain_run import PlainRun
from grader.testing.world_data import copied, is_constant

# What is noted of a run where a check reads it; what is not here is part of how the run ended.
CALLS, PRINTED, TRACE, DATA = "calls", "printed", "trace", "data "


class NeedsOwnRun(BaseException):
    """The check asked for what the recorded run cannot tell; not an `Exception`, which a check may catch."""


class Replay:
    """Stands in for a session with a runner."""

    def __init__(self, loop: asyncio.AbstractEventLoop, world: WorldRoom, run: PlainRun, entry: str) -> None:
        """Take the recorded run of the entry."""
        self._loop = loop
        self._world = world
        self._run = run
        self._entry = entry
        self._outcome: asyncio.Future[Any] | None = None
        self.failure: RunFailure | None = None
        self.needs_own_run = False
        self.needs_trace = False
        self.proxy: Any = None
        self._given: dict[str, Any] = {}
        self.names = {entry: Name(entry, "function", None)} | {
            name: found for name, found in run.names.items() if found.kind in ("value", "function", "class")
        }

    @property
    def ending(self) -> Ending | None:
        """That of the recorded run."""
        return self._run.ending

    def load(self) -> None:
        """Nothing is left to load."""

    @property
    def loaded(self) -> bool:
        """Whether the submission was used."""
        return self._outcome is not None

    def touch_world(self) -> NoReturn:
        """The recorded run had the world as it is."""
        self._ask_for_own_run()

    def data_of_world(self, name: str) -> Any:
        """What the run left of the world's data; before its end, only what neither it nor the check can change."""
        if name not in self._given:
            if name not in self._run.data:
                self._ask_for_own_run()
            left = self._run.data[name]
            if not self._is_over and not (is_constant(left) and getattr(self._world.module, name) == left):
                self._ask_for_own_run()
            # The same each time: the check may change it, and look again.
            self._given[name] = copied(left)
        self._run.read.add(DATA + name)
        return self._given[name]

    def start(self, target: str, args: tuple[Any, ...] | None, kwargs: dict[str, Any]) -> "asyncio.Future[Any]":
        """The outcome of the entry, at its instant."""
        if target != self._entry or args != () or kwargs or self._outcome is not None:
            self._ask_for_own_run()
        # Copied here and not when it is told: a callback of the loop has no check to end.
        value = None if self._run.error else self._copy(self._run.value)
        outcome = self._outcome = self._loop.create_future()
        outcome.call = 0  # type: ignore[attr-defined]
        self._loop.call_at(self._run.elapsed, self._tell, outcome, value)
        return outcome

    def _tell(self, outcome: "asyncio.Future[Any]", value: Any) -> None:
        if outcome.done():
            return
        if self._run.failure is not None:
            self.failure = self._run.failure
            outcome.set_exception(SubmissionFailedError(self._run.failure))
        elif self._run.error is not None:
            outcome.set_exception(self._run.error.with_traceback(None))
        else:
            outcome.set_result(value)

    def _copy(self, value: Any) -> Any:
        """A value of its own for each check; an object that lives in the runner has none."""
        if isinstance(value, Uncrossable):
            return value
        try:
            return self._world.codec.decode(self._world.codec.encode(value))
        except (UncrossableValueError, RemoteProtocolError):
            self._ask_for_own_run()

    def cancel_start(self, _call: int) -> NoReturn:
        """The recorded run was not cancelled."""
        self._ask_for_own_run()

    def fail(self, _failure: RunFailure) -> NoReturn:
        """The recorded run knows no other failure."""
        self._ask_for_own_run()

    @property
    def ledger(self) -> Ledger:
        """The calls of the run, once it is over."""
        self._require_end()
        self._run.read.add(CALLS)
        return self._run.ledger

    @property
    def seen(self) -> Observations:
        """What was seen of the run, once it is over."""
        self._require_end()
        return self._run.seen

    def printed_lines(self) -> list[PrintedLine]:
        """What was printed, once the run is over."""
        self._require_end()
        self._run.read.add(PRINTED)
        return list(self._run.printed)

    def trace(self) -> Trace:
        """What the tasks spent their time on, once the run is over and where they told."""
        if not (self._run.traced and self._is_over):
            self.needs_trace = True
            self._ask_for_own_run()
        self._run.read.add(TRACE)
        return self._run.trace()

    def left_open(self) -> list[tuple[str, CallRecord | None]]:
        """What stayed open in the run."""
        return list(self.seen.left_open)

    def decided(self) -> None:
        """What was decided in the recorded run is known there."""

    def close(self) -> None:
        """Judge whether the check saw no more than the recorded run could show."""
        if self._outcome is None or self._loop.time() != self._run.elapsed:
            self.needs_own_run = True

    @property
    def _is_over(self) -> bool:
        return self._outcome is not None and self._outcome.done()

    def _require_end(self) -> None:
        if not self._is_over:
            self._ask_for_own_run()

    def _ask_for_own_run(self) -> NoReturn:
        self.needs_own_run = True
        raise NeedsOwnRun
