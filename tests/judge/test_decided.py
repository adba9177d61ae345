"""When a schedule would only make a run again."""

from pathlib import Path

import pytest

from grader.clock.ties import ties_of
from grader.judge.decided import Decided, Schedule
from grader.judge.world import WorldRoom
from tests.judge.test_latencies import FERRIES

NOTHING_TIED = ties_of(judge=(), runner=())
SEEDS = range(1, 40)


@pytest.fixture
def world(tmp_path: Path) -> WorldRoom:
    """A world that lets a schedule decide who answers first."""
    path = tmp_path / "world.py"
    path.write_text(FERRIES, encoding="utf-8")
    return WorldRoom(path, 0)


def decided(world: WorldRoom, schedule: int, *, is_chosen_day: bool = False) -> Decided:
    """What a schedule decided where nothing was tied."""
    assert NOTHING_TIED is not None
    return Decided(NOTHING_TIED, world.latency_draws_under(schedule), is_chosen_day)


def test_other_latencies_are_another_run(world: WorldRoom) -> None:
    """A schedule makes a run again if it draws the same latencies, and only then."""
    same = {seed for seed in SEEDS if decided(world, 1).is_the_same_under(Schedule(seed, world))}
    assert same == {seed for seed in SEEDS if world.latency_draws_under(seed) == world.latency_draws_under(1)}
    assert 1 in same
    assert len(same) < len(SEEDS)


def test_the_plain_run_foretells_no_latencies(world: WorldRoom) -> None:
    """Nothing was drawn for it."""
    assert not any(decided(world, 0).is_the_same_under(Schedule(seed, world)) for seed in SEEDS)


def test_on_a_chosen_day_latencies_are_not_drawn(world: WorldRoom) -> None:
    """The run of a check on a day of its own is the same in every schedule."""
    assert all(decided(world, 1, is_chosen_day=True).is_the_same_under(Schedule(seed, world)) for seed in SEEDS)
