"""A program through the two rooms."""

import asyncio
import inspect
from pathlib import Path
from typing import Any

from grader.judge.decided import Decided
from grader.judge.ledger import CallRecord
from grader.judge.loop import JudgeLoop
from grader.judge.remote import Submission
from grader.judge.runners import Launcher
from grader.judge.session import Limits, Session
from grader.judge.world import WorldRoom
from tests.differential.outcome import CallOutcome, Outcome, describe_arguments, describe_error
from tests.differential.reference import HORIZON, MAX_TURNS


def run_in_two_rooms(launcher: Launcher, world: Path, program: Path, entry: str) -> Outcome:
    """Run one entry of a program, as a check would."""
    return run_under(0, launcher, world, program, entry)[0]


def run_under(
    schedule: int, launcher: Launcher, world: Path, program: Path, entry: str
) -> tuple[Outcome, Decided | None]:
    """The same under a schedule, with what that decided."""
    with asyncio.Runner(loop_factory=lambda: JudgeLoop(horizon=HORIZON, schedule=schedule)) as runner:
        loop: Any = runner.get_loop()
        text = program.read_text(encoding="utf-8")
        limits = Limits(max_turns=MAX_TURNS, schedule=schedule, timers=True)
        session = Session(loop, launcher, WorldRoom(world, 0), text, program.name, limits)
        try:
            outcome = runner.run(_outcome(session, entry))
        finally:
            session.close()
    return outcome, session.decided()


async def _outcome(session: Session, entry: str) -> Outcome:
    try:
        result = f"returned {await getattr(Submission(session), entry)()!r}"
    except Exception as error:
        result = describe_error(error)
    return Outcome(
        result,
        asyncio.get_running_loop().time(),
        tuple((line.at / 1e9, line.text) for line in session.printed_lines()),
        () if session.failure else tuple(task.coroutine for task in session.seen.unfinished),
        tuple(_line(record) for record in session.ledger.calls if not _is_step(record, session)),
    )


def _line(record: CallRecord) -> CallOutcome:
    arguments = describe_arguments(record.args, record.kwargs)
    return CallOutcome(record.function, arguments, record.started, record.finished, record.cancelled)


def _is_step(record: CallRecord, session: Session) -> bool:
    """Steps of generators and context managers are calls of their own here, and no calls on one loop."""
    owner, _, method = record.function.partition(".")
    return bool(method) and not inspect.isclass(getattr(session._world.module, owner, None))
