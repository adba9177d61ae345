"""What is being graded: one submission to one exercise."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText
from grader.clock import ticks
from grader.judge.limits import Limits
from grader.judge.loop import JudgeLoop
from grader.judge.remote import SubmissionRun
from grader.judge.runners import PATIENCE, Launcher, Patience
from grader.judge.session import Session
from grader.judge.staying import Staying
from grader.judge.world import WorldRoom

if TYPE_CHECKING:
    from grader.testing.plain_run import PlainRun

# The heart beats twice a second where an exercise limits how late a beat may be.
BEAT = ticks.PER_SECOND // 2

_SHORTEST_HORIZON = 100.0
_HORIZON_IN_SEQUENTIAL_TIMES = 20


class Job(msgspec.Struct, frozen=True):
    """One submission to one exercise, and how it is to be run; perhaps so that its runs know what a seed decides."""

    exercise: Exercise
    submission: SubmittedText
    launcher: Launcher
    data_seed: int = 0
    patience: Patience = PATIENCE
    schedule: int = 0
    knows_ties: bool = False
    plain: "PlainRun | None" = None

    @property
    def entry(self) -> str:
        """The name of the function that the grader calls."""
        return self.exercise.manifest.entry

    @property
    def target(self) -> float:
        """Virtual seconds that a good answer takes."""
        return self.exercise.manifest.time.target

    @property
    def sequential(self) -> float:
        """Virtual seconds that the stub takes."""
        return self.exercise.manifest.time.sequential

    def limits(self, *, trace: bool) -> Limits:
        """What one run may use, and whether its waits are told."""
        rules = self.exercise.manifest.rules
        beat = None if rules.max_lateness is None else BEAT
        limits = self.exercise.manifest.limits
        return Limits(
            max_turns=limits.turns,
            exchanges=limits.messages,
            output_bytes=limits.output,
            output_lines=limits.lines,
            memory_bytes=limits.memory_mb << 20,
            cpu_seconds=limits.cpu,
            threads=rules.threads,
            trace=trace,
            timers=self.knows_ties,
            schedule=self.schedule,
            beat=beat,
            patience=self.patience,
        )

    def make_loop(self) -> JudgeLoop:
        """A loop for one run; it ends what goes on for much longer than the stub ever took."""
        usual = max(_SHORTEST_HORIZON, _HORIZON_IN_SEQUENTIAL_TIMES * self.sequential)
        horizon = self.exercise.manifest.limits.horizon or usual
        return JudgeLoop(horizon=horizon, schedule=self.schedule)

    @contextlib.contextmanager
    def many_times(self) -> "Iterator[Job]":
        """The same job, to be run many times in one process; what it shows is proved in a process of its own.

        Threads could outlive a run, so where an exercise allows them each run has its own process.
        """
        if self.exercise.manifest.rules.threads > 1:
            yield self
            return
        with contextlib.closing(Staying(self.launcher)) as staying:
            yield replace(self, launcher=staying)

    def open_room(self, loop: JudgeLoop, world: WorldRoom | None = None, *, trace: bool = False) -> "Room":
        """A session for one run, and a world of its own unless one is given."""
        world = world or self.open_world()
        text, name = self.submission.text, self.exercise.file_name
        return Room(world, Session(loop, self.launcher, world, text, name, self.limits(trace=trace)))

    def open_world(self) -> WorldRoom:
        """A world of its own, with the data of this seed and the latencies of this schedule."""
        return WorldRoom(self.exercise.paths.world, self.data_seed, self.schedule)


class Room(msgspec.Struct, frozen=True):
    """One run's world and the session with its runner."""

    world: WorldRoom
    session: SubmissionRun


# There from the start of a session of the harness: loops are chosen while checks are collected, before any job.
HARNESS: pytest.StashKey[bool] = pytest.StashKey()
JOB: pytest.StashKey[Job] = pytest.StashKey()
ROOM: pytest.StashKey[Room] = pytest.StashKey()
OWN_RUN: pytest.StashKey[bool] = pytest.StashKey()
TRACED: pytest.StashKey[bool] = pytest.StashKey()
ERROR: pytest.StashKey[BaseException] = pytest.StashKey()
