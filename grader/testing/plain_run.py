"""One run of the entry with nothing asked of it: what the unwritten checks and the timeline read."""

from typing import Any

import msgspec

from grader.clock import ticks
from grader.judge.decided import Decided
from grader.judge.ledger import CallRecord, Ledger
from grader.judge.observations import Name, Observations, PrintedLine, RunFailure, SubmissionFailedError
from grader.judge.remote import RemoteFunction, RemoteGenerator, Submission, SubmissionRun
from grader.judge.runners import Ending
from grader.judge.traces import trace_of
from grader.judge.world import WorldRoom
from grader.model.trace import Trace
from grader.model.verdict import Verdict
from grader.protocol.values import safe_text
from grader.testing.job import Job, Room
from grader.testing.world_data import data_of


class PlainRun(msgspec.Struct, frozen=True):
    """How the run ended, how long it took in virtual seconds, and all that was seen of it.

    `data` is that of the world when the entry ended: what the run left behind may change it while it is cleared away.
    `decided` is what a schedule decided in it, `None` where that is not known.
    `read` is what checks looked at besides how it ended: its calls, its prints, its trace, data of the world by name.
    `traced` is whether the waits of its tasks were told.
    """

    elapsed: float
    value: Any
    error: BaseException | None
    failure: RunFailure | None
    names: dict[str, Name]
    world: WorldRoom
    ledger: Ledger
    seen: Observations
    ending: Ending | None
    printed: tuple[PrintedLine, ...]
    data: dict[str, Any]
    decided: Decided | None = None
    traced: bool = True
    read: set[str] = msgspec.field(default_factory=set)

    @property
    def calls(self) -> list[CallRecord]:
        """The calls that the world got."""
        return self.ledger.calls

    def trace(self) -> Trace:
        """What its tasks spent their time on."""
        return trace_of(self.seen, self.calls, self.printed, ticks.from_seconds(self.elapsed))


def run_entry(job: Job, *, trace: bool = True) -> PlainRun:
    """Run the entry once, in a fresh runner; a run of which nobody shows a picture needs no trace."""
    # First: it may raise, and nobody would close the loop.
    world = job.open_world()
    loop = job.make_loop()
    room = job.open_room(loop, world, trace=trace)
    session = room.session
    value: Any = None
    error: Exception | None = None
    data: dict[str, Any] = {}
    try:
        value = loop.run_until_complete(_await_entry(job, room, data))
    except Exception as raised:  # noqa: BLE001 - what the submission ends with is what is being asked
        error = raised
    finally:
        # Before all is cleared away: that closes generators of the world's, too.
        session.seen.left_open = tuple(session.left_open())
        session.close()
        elapsed = loop.time()
        loop.clear_away()
    return PlainRun(
        elapsed=elapsed,
        value=value,
        error=error,
        failure=session.failure,
        names=session.names,
        world=room.world,
        ledger=session.ledger,
        seen=session.seen,
        ending=session.ending,
        printed=tuple(session.printed_lines()),
        data=data,
        decided=session.decided(),
        traced=trace,
    )


async def _await_entry(job: Job, room: Room, data: dict[str, Any]) -> Any:
    session = room.session
    entry = entry_of(job, session)
    try:
        value = await entry()
    finally:
        data.update(data_of(room.world.module))
    if isinstance(value, RemoteGenerator):
        session.seen.unawaited = "an async generator, which nobody iterated over"
    return value


def entry_of(job: Job, session: SubmissionRun) -> RemoteFunction:
    """The function that the grader calls.

    Raises:
        SubmissionFailedError: there is no such name, or it is no function.

    """
    found = getattr(Submission(session), job.entry)
    if isinstance(found, RemoteFunction) and session.names[job.entry].kind == "function":
        return found
    what = "a class" if isinstance(found, RemoteFunction) else f"the value `{safe_text(repr(found), 60)}`"
    session.fail(RunFailure(Verdict.NOT_A_COROUTINE, f"`{job.entry}` is {what}, not a function"))
    assert session.failure is not None
    raise SubmissionFailedError(session.failure)
