"""Programs that are run through both rooms, and what became of them."""

import asyncio
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from grader.judge.fresh import FreshProcesses
from grader.judge.launch import launcher
from grader.judge.limits import Limits
from grader.judge.loop import JudgeLoop
from grader.judge.remote import Submission
from grader.judge.runners import Launcher, Patience
from grader.judge.session import Session
from grader.judge.world import WorldRoom

WORLD = '''
"""A slow answer."""

import asyncio
import time


def burn(seconds: float) -> None:
    """Compute for so many seconds."""
    time.sleep(seconds)


async def fetch(delay: float = 1.0) -> str:
    """Wait, then answer."""
    await asyncio.sleep(delay)
    return "answer"
'''

# Real seconds. What answers costs none of them, however slow the machine is.
PATIENT = Patience(computing=20, asleep=20)
# For what never answers: a test need not wait as long as a learner is given.
SHORT = Patience(computing=0.3, asleep=0.3)


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    value: Any
    error: BaseException | None
    elapsed: float
    session: Session

    @property
    def verdict(self) -> str | None:
        return str(self.session.failure.verdict) if self.session.failure else None

    @property
    def line(self) -> int | None:
        return self.session.failure.line if self.session.failure else None

    @property
    def printed(self) -> list[str]:
        return [line.text for line in self.session.printed_lines()]


Run = Callable[..., Ended]


@pytest.fixture(scope="package")
def zygote() -> Iterator[Launcher]:
    """What runners come from on this system."""
    made = launcher()
    yield made
    made.close()


@pytest.fixture(params=["this system's", "fresh"])
def any_launcher(request: pytest.FixtureRequest, zygote: Launcher) -> Launcher:
    """Each way in which a runner can begin."""
    return zygote if request.param == "this system's" else FreshProcesses()


@pytest.fixture
def run(tmp_path: Path, zygote: Launcher) -> Run:
    """Run the entry `main` of a program; the check that calls it may wait for some virtual seconds more."""
    world = tmp_path / "world.py"
    world.write_text(WORLD, encoding="utf-8")

    def run(text: str, start: Launcher = zygote, *, wait: float = 0, **limits: Any) -> Ended:
        chosen = replace(Limits(max_turns=1_000, patience=PATIENT), **limits)
        with asyncio.Runner(loop_factory=lambda: JudgeLoop(horizon=1_000)) as runner:
            loop: Any = runner.get_loop()
            session = Session(loop, start, WorldRoom(world, 0), textwrap.dedent(text), "program.py", chosen)
            try:
                return runner.run(_outcome(session, wait))
            finally:
                session.close()

    return run


async def _outcome(session: Session, wait: float) -> Ended:
    loop = asyncio.get_running_loop()
    try:
        value = await Submission(session).main()
        if wait:
            await asyncio.sleep(wait)
    except Exception as error:
        return Ended(None, error, loop.time(), session)
    return Ended(value, None, loop.time(), session)
