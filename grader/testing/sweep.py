"""A cancel of the entry at each point where it is about to wait.

A program that is asked to stop has to: the cancel gets out, nothing stays open or alive, and the world can still be
used. The sweep asks for that at the first wait of a run, then at the second, and so on, each time in a run of its own.
"""

import asyncio
from collections.abc import Iterator
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

# More waits than this are swept in even steps, the first and the last among them.
MAX_POINTS = 200


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
    return CheckOutcome(SWEEP)


def _points(waits: int) -> Iterator[int]:
    step = max(1, -(-waits // MAX_POINTS))
    yield from range(0, waits, step)


def _outcome_of(ended: Cancelled) -> CheckOutcome:
    where = f" at line {ended.line}" if ended.line else ""
    cancelled = f"cancelled while waiting{where} ({ended.at:g} s)"
    return CheckOutcome(SWEEP, ended.findings, f"{cancelled}: {ended.findings[0].fact}", cancelled=cancelled)


def _cancel_at(job: Job, point: int) -> Cancelled:
    loop = job.make_loop()
    room = job.open_room(loop)
    session = room.session
    assert isinstance(session, Session)
    canceller = _Canceller(session, point)
    session.before_wait = canceller
    try:
        findings = tuple(loop.run_until_complete(_findings(job, session, canceller)))
    finally:
        session.close()
        loop.clear_away()
    return Cancelled(canceller.at, canceller.line, findings)


class _Canceller:
    """Counts the waits of the entry, and cancels it at one of them."""

    def __init__(self, session: Session, point: int) -> None:
        self._session = session
        self._left = point
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
        self._session.cancel_start(1)
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
    try:
        await entry_of(job, session)()
    except Exception:  # noqa: BLE001 - a second run may well end otherwise; only that it ends is asked
        if session.failure:
            return [Finding(session.failure.verdict, "after that, a second call never ends", session.failure.line)]
    return []


def _of_failure(failure: RunFailure) -> list[Finding]:
    return [Finding(failure.verdict, failure.message or str(failure.verdict), failure.line)]
