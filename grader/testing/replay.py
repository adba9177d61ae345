"""The plain run, told again: what a check sees that only reads one run of the entry.

Most checks call the entry once and look at what happened. They get the recorded run in place of a runner of their
own: its outcome comes at the same virtual instant, with the same ledger and prints. A check that asks for anything
else (another call, another data set, the ledger while the run goes on, time beyond its end) is run again with a
runner of its own; it cannot tell the difference but by the clock on the wall.
"""

import asyncio
from typing import Any, NoReturn

from grader.judge.ledger import Ledger
from grader.judge.observations import Observations, PrintedLine, RunFailure, SubmissionFailedError
from grader.judge.session import Name, Uncrossable
from grader.judge.world import WorldRoom
from grader.protocol.errors import UncrossableValueError
from grader.testing.plain_run import PlainRun


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
        self.proxy: Any = None
        self.names = {entry: Name(entry, "function", None)} | {
            name: found for name, found in run.names.items() if found.kind in ("value", "function", "class")
        }

    def load(self) -> None:
        """Nothing is left to load."""

    @property
    def loaded(self) -> bool:
        """Whether the submission was used."""
        return self._outcome is not None

    def use_other_data(self) -> NoReturn:
        """The recorded run had the plain data."""
        self._ask_for_own_run()

    def start(self, target: str, args: tuple[Any, ...] | None, kwargs: dict[str, Any]) -> "asyncio.Future[Any]":
        """The outcome of the entry, at its instant."""
        if target != self._entry or args != () or kwargs or self._outcome is not None:
            self._ask_for_own_run()
        outcome = self._outcome = self._loop.create_future()
        self._loop.call_at(self._run.elapsed, self._tell, outcome)
        return outcome

    def _tell(self, outcome: "asyncio.Future[Any]") -> None:
        if outcome.done():
            return
        if self._run.failure is not None:
            self.failure = self._run.failure
            outcome.set_exception(SubmissionFailedError(self._run.failure))
        elif self._run.error is not None:
            outcome.set_exception(self._run.error.with_traceback(None))
        else:
            outcome.set_result(self._copy(self._run.value))

    def _copy(self, value: Any) -> Any:
        """A value of its own for each check; an object that lives in the runner has none."""
        try:
            return self._world.codec.decode(self._world.codec.encode(value))
        except UncrossableValueError:
            return value if isinstance(value, Uncrossable) else self._ask_for_own_run()

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
        return self._run.ledger

    @property
    def seen(self) -> Observations:
        """What was seen of the run, once it is over."""
        self._require_end()
        return self._run.seen

    def printed_lines(self) -> list[PrintedLine]:
        """What was printed, once the run is over."""
        self._require_end()
        return list(self._run.printed)

    def close(self) -> None:
        """Judge whether the check saw no more than the recorded run could show."""
        if self._outcome is None or self._loop.time() != self._run.elapsed:
            self.needs_own_run = True

    def _require_end(self) -> None:
        if self._outcome is None or not self._outcome.done():
            self._ask_for_own_run()

    def _ask_for_own_run(self) -> NoReturn:
        self.needs_own_run = True
        raise NeedsOwnRun
