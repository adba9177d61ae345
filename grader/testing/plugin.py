"""pytest's view of the grader: fixtures and markers for checks.

Checks are ordinary async tests. They run on the judge's virtual-clock loop, through pytest-asyncio's hook for loop
factories; everything else in a session keeps the stock loop. The harness puts a `Job` into the stash of the config;
run by hand (`pytest -p grader.testing.plugin exercises/…`), the stub beside the checks is the submission.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.judge.launch import launcher
from grader.judge.loop import JudgeLoop
from grader.judge.remote import Submission
from grader.judge.runners import Launcher
from grader.testing.job import ERROR, HARNESS, JOB, OWN_RUN, ROOM, TRACED, Job, Room
from grader.testing.replay import Replay
from grader.testing.world_view import WorldView

_LAUNCHER: pytest.StashKey[Launcher] = pytest.StashKey()

_MARKERS = (
    "points(n): what this check is worth where the stub fails it; 1 without it",
    "criterion(name): what it asks about: correctness, elapsed, single-thread, tidy or behaviour",
    "verdict(id): what a failed assert in it means; wrong-result without it",
    "schedules(n): how many schedules it is tried under",
    "cancel_sweep: rerun with a cancel of the entry at each point where it waits",
    "hidden: shown to nobody; only in folders given by --checks",
)


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the zygote of a session run by hand."""
    if _LAUNCHER in config.stash:
        config.stash[_LAUNCHER].close()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Checks run on the judge's loop, other tests on asyncio's own."""
    if HARNESS in config.stash or (item.path.parent / "exercise.toml").is_file():
        return {"virtual": lambda: _job(item).make_loop()}
    return {"asyncio": asyncio.new_event_loop}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """Keep the exception itself, which says more than its text."""
    if call.excinfo is not None and ERROR not in item.stash:
        item.stash[ERROR] = call.excinfo.value
    return (yield)


# Not `async`: each such fixture would be two more runs of the loop for every check.
@pytest_asyncio.fixture  # type: ignore[type-var]  # takes functions too that await nothing
def _room(request: pytest.FixtureRequest) -> Room:
    loop = asyncio.get_event_loop()
    assert isinstance(loop, JudgeLoop)
    room = open_room(request.node, loop)
    request.addfinalizer(room.session.close)
    return room


def open_room(item: pytest.Item, loop: JudgeLoop) -> Room:
    """A room for a check, which the harness finds again."""
    room = item.stash[ROOM] = _room_for(item, loop)
    return room


def _room_for(item: pytest.Item, loop: JudgeLoop) -> Room:
    """The recorded plain run where there is one and the check never asked for more, else a runner of its own."""
    job = _job(item)
    if job.plain is None or item.stash.get(OWN_RUN, False):
        # Only the harness can have a check again when it turns out to ask for a trace.
        return job.open_room(loop, trace=item.stash.get(TRACED, HARNESS not in item.config.stash))
    world = job.open_world()
    return Room(world, Replay(loop, world, job.plain, job.entry))


@pytest.fixture
def submission(_room: Room) -> Submission:
    """The submission in a fresh runner; the module is loaded at first use."""
    return Submission(_room.session)


@pytest.fixture
def world(_room: Room) -> WorldView:
    """The world in the judge's room, with the calls that it got."""
    return WorldView(_room)


class Clock:
    """The virtual clock, read by checks."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the loop whose time it is."""
        self._loop = loop
        self._start = loop.time()

    @property
    def now(self) -> float:
        """The present instant, in virtual seconds."""
        return self._loop.time()

    @property
    def elapsed(self) -> float:
        """Virtual seconds since the check began."""
        return self._loop.time() - self._start


@pytest_asyncio.fixture  # type: ignore[type-var]  # takes functions too that await nothing
def clock() -> Clock:
    """The virtual clock."""
    return Clock(asyncio.get_event_loop())


def _job(item: pytest.Item) -> Job:
    if JOB in item.config.stash:
        return item.config.stash[JOB]
    if _LAUNCHER not in item.config.stash:
        item.config.stash[_LAUNCHER] = launcher()
    return Job(_exercise(item.path.parent), _stub(item.path.parent), item.config.stash[_LAUNCHER])


@lru_cache
def _exercise(folder: Path) -> Exercise:
    catalog = load_catalog(find_sources((), folder))
    for exercise in catalog.exercises:
        if exercise.folder.samefile(folder):
            return exercise
    raise pytest.UsageError(f"{folder} is no exercise that could be loaded: see `grader list`")


def _stub(folder: Path) -> SubmittedText:
    found = read_submission(_exercise(folder).paths.stub)
    if not isinstance(found, SubmittedText):
        raise pytest.UsageError(found.sentence)
    return found
