"""A cancel of the entry at each point where it is about to wait.

A program that is asked to stop has to: the cancel gets out, nothing stays open or alive, and the world can still be
used. The sweep asks for that at the first wait of a run, then at the second, and so on, each time in a run of its own.
Of what a program has several, one that is lost is not missed: at last it is cancelled again and again in a single run.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import cycle, islice
from typing import Any

import msgspec

from grader.judge.observations import RunFailure, innermost_line
from grader.judge.session import Session
from grader.model.verdict import Verdict
from grader.protocol.messages import TaskState
from grader.testing.check import CheckOutcome, CheckSpec
from grader.testing.findings import Finding, untidy_findings
from grader.testing.job import Job
from grader.testing.plain_run import entry_of

SWEEP = CheckSpec("stops cleanly wherever it is cancelled", "behaviour", Verdict.SWALLOWED_CANCEL, weight=1)

# More waits than this are swept in even steps, from the first on.
MAX_POINTS = 200

# Cancels in one run: more than the places that an exercise's limits have.
_OFTEN = 32


class Cancelled(msgspec.Struct, frozen=True):
    """How a run ended whose entry was cancelled at its n-th wait."""

    at: float
    line: int | None
    findings: tuple[Finding, ...]


def sweep(job: Job, waits: int) -> CheckOutcome:
    """Cancel the entry at each of its waits; the first that does not end cleanly speaks.

    The runs follow each other in one process; what ends badly there has to do so in a process of its own too.
    """
    with job.many_times() as in_one_process:
        job_of_points = in_one_process
        for point in _points(waits):
            if not _cancel_at(job_of_points, point).findings:
                continue
            ended = _cancel_at(job, point)
            if ended.findings:
                return _outcome_of(ended)
            job_of_points = job
    return _when_cancelled_often(job, waits)


def _points(waits: int) -> Iterator[int]:
    step = max(1, -(-waits // MAX_POINTS))
    yield from range(0, waits, step)


def _when_cancelled_often(job: Job, waits: int) -> CheckOutcome:
    """Cancels at all of the waits in turn; the wait that is to blame speaks, where it is one alone."""
    points = list(_points(waits))
    together = _cancel_often(job, points) if points else None
    if together is None or not together.findings:
        return CheckOutcome(SWEEP)
    alone = (_cancel_often(job, [point]) for point in points)
    return _outcome_of(next((ended for ended in alone if ended.findings), together))


def _outcome_of(ended: Cancelled) -> CheckOutcome:
    where = f" at line {ended.line}" if ended.line else ""
    cancelled = f"cancelled while waiting{where} ({ended.at:g} s)"
    return CheckOutcome(SWEEP, ended.findings, f"{cancelled}: {ended.findings[0].fact}", cancelled=cancelled)


def _cancel_at(job: Job, point: int) -> Cancelled:
    async def findings(session: Session) -> Cancelled:
        canceller = _cancel_in(session, point, 1)
        found = await _findings(job, session, canceller)
        return Cancelled(canceller.at, canceller.line, tuple(found))

    return _in_a_session(job, findings)


def _cancel_often(job: Job, points: Sequence[int]) -> Cancelled:
    async def findings(session: Session) -> Cancelled:
        often = islice(cycle(points), max(_OFTEN, len(points)))
        first = _cancel_in(session, next(often), 1)
        await _any_end(job, session)
        for number, point in enumerate(often, 2):
            _cancel_in(session, point, number)
            await _any_end(job, session)
        session.before_wait = lambda: False
        await _any_end(job, session)
        return Cancelled(first.at, first.line, tuple(_of_last_call(session.failure)))

    return _in_a_session(job, findings)


def _of_last_call(failure: RunFailure | None) -> Iterator[Finding]:
    """Only what waits for ever has lost something; so many runs may well go beyond what one may use."""
    if failure and failure.verdict is Verdict.DEADLOCK:
        yield Finding(failure.verdict, "after several of these, a call never ends", failure.line)


def _in_a_session(job: Job, findings: Callable[[Session], Awaitable[Cancelled]]) -> Cancelled:
    world, loop = job.open_world(), job.make_loop()
    session = job.open_room(loop, world).session
    assert isinstance(session, Session)
    try:
        return loop.run_until_complete(findings(session))
    finally:
        session.close()
        loop.clear_away()


def _cancel_in(session: Session, point: int, call: int) -> "_Canceller":
    """Have this call of the entry cancelled at that wait."""
    session.before_wait = canceller = _Canceller(session, point, call)
    return canceller


class _Canceller:
    """Counts the waits of a call of the entry, and cancels it at one of them."""

    def __init__(self, session: Session, point: int, call: int) -> None:
        self._session = session
        self._left = point
        self._call = call
        self.done = False
        self.at = 0.0
        self.line: int | None = None

    def __call__(self) -> bool:
        """The runner is about to wait: whether it has something to do instead."""
        if self.done:
            return False
        if self._left > 0:
            self._left -= 1
            return False
        self.done = True
        self.at = self._session.now
        self.line = _line_of_entry(self._session.inspect())
        self._session.cancel_start(self._call)
        return True


def _line_of_entry(tasks: tuple[TaskState, ...]) -> int | None:
    entry = next((task for task in tasks if task.made_at is None), None)
    return innermost_line(entry.stack) if entry else None


async def _findings(job: Job, session: Session, canceller: _Canceller) -> list[Finding]:
    found = await _outcome(job, session, canceller)
    if session.failure or not canceller.done:
        return found
    found += untidy_findings(session.seen, session.left_open())
    return found or await _again(job, session)


async def _outcome(job: Job, session: Session, canceller: _Canceller) -> list[Finding]:
    """The cancel gets out of the entry."""
    try:
        value: Any = await entry_of(job, session)()
    except asyncio.CancelledError:
        return []
    except Exception as error:  # noqa: BLE001 - whatever came instead of the cancel is the finding
        if session.failure:
            return _of_failure(session.failure)
        return [
            Finding(Verdict.SWALLOWED_CANCEL, f"{type(error).__name__} came out instead of the cancel", canceller.line)
        ]
    if not canceller.done:
        return []
    return [Finding(Verdict.SWALLOWED_CANCEL, f"it went on and returned {value!r}", canceller.line)]


async def _again(job: Job, session: Session) -> list[Finding]:
    """The world can still be used: a second call of the entry comes to an end."""
    await _any_end(job, session)
    if session.failure:
        return [Finding(session.failure.verdict, "after that, a second call never ends", session.failure.line)]
    return []


async def _any_end(job: Job, session: Session) -> None:
    """Call the entry; only that the call comes to an end is asked of it."""
    with contextlib.suppress(Exception, asyncio.CancelledError):
        await entry_of(job, session)()


def _of_failure(failure: RunFailure) -> list[Finding]:
    return [Finding(failure.verdict, failure.message or str(failure.verdict), failure.line)]
