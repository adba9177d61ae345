"""Who answers first in a world is decided by the schedule, where the world allows it."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.judge.latencies import NotingRandom
from grader.judge.world import UnknownTargetError, WorldRoom
from tests.judge.test_world_shape import world_of

FERRIES = '''
"""Three ferries, each with its own time to cross."""

import random

FERRIES = ("Astrid", "Birk", "Cecilie")
delays = {}
cargo = {}

async def cross(ferry): ...

def configure(rng, seconds=(1.0, 2.0, 3.0)):
    delays.clear()
    delays.update(zip(FERRIES, seconds))
    cargo.update((ferry, rng.randrange(10**9)) for ferry in FERRIES)

def shuffle_latencies(rng):
    seconds = list(delays.values())
    rng.shuffle(seconds)
    delays.update(zip(FERRIES, seconds))
'''
PLAIN = {"Astrid": 1.0, "Birk": 2.0, "Cecilie": 3.0}
SEEDS = range(1, 41)


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    return world_of(tmp_path, FERRIES)


def test_the_plain_run_has_the_plain_latencies(ferries: Path) -> None:
    """Schedule 0 asks the world for nothing."""
    room = WorldRoom(ferries, 0)
    assert (room.module.delays, room.latency_draws) == (PLAIN, None)


def test_schedules_come_to_every_order(ferries: Path) -> None:
    """Of three latencies there are six orders, and forty seeds find them all."""
    orders = {tuple(WorldRoom(ferries, 0, seed).module.delays.values()) for seed in SEEDS}
    assert len(orders) == 6


def test_a_schedule_has_the_same_latencies_each_time(ferries: Path) -> None:
    """A seed replays them, in another room and when the world is set up again."""
    one, other = WorldRoom(ferries, 0, 5), WorldRoom(ferries, 0, 5)
    before = dict(one.module.delays)
    one.configure()
    assert before == other.module.delays == one.module.delays


def test_latencies_and_data_have_seeds_of_their_own(ferries: Path) -> None:
    """Another data seed changes no latency, another schedule no data."""
    of_one, of_other = ([WorldRoom(ferries, data, seed).module for seed in SEEDS] for data in (1, 2))
    assert [world.delays for world in of_one] == [world.delays for world in of_other]
    assert all(world.cargo == of_one[0].cargo != of_other[0].cargo for world in of_one)


def test_who_chose_a_day_gets_that_day(ferries: Path) -> None:
    """What a check asks for by name no schedule changes; without a choice the schedule decides again."""
    room = WorldRoom(ferries, 0, 6)
    shuffled = dict(room.module.delays)
    room.configure(seconds=(1.0, 2.0, 3.0))
    assert (room.module.delays, room.latency_draws) == (PLAIN, None)
    room.configure()
    assert room.module.delays == shuffled != PLAIN


def test_submissions_never_see_it(ferries: Path) -> None:
    """It is no part of what the world offers, and cannot be called."""
    room = WorldRoom(ferries, 0, 1)
    assert room.names() == ["cross", "FERRIES"]
    assert [function.name for function in room.outline().functions] == ["cross"]
    with pytest.raises(UnknownTargetError):
        room.find("shuffle_latencies", frozenset({"plain"}))


def test_equal_draws_are_equal_latencies(ferries: Path) -> None:
    """As many different draws as orders: what was drawn and thrown away makes no difference."""
    rooms = [WorldRoom(ferries, 0, seed) for seed in SEEDS]
    pairs = {(room.latency_draws, tuple(room.module.delays.values())) for room in rooms}
    assert len(pairs) == len({draws for draws, _ in pairs}) == len({order for _, order in pairs}) == 6


def test_the_draws_of_another_schedule_are_told_without_a_run(ferries: Path) -> None:
    """They are those that a room under that schedule has, on the same data."""
    room = WorldRoom(ferries, 3)
    assert [room.latency_draws_under(s) for s in SEEDS] == [WorldRoom(ferries, 3, s).latency_draws for s in SEEDS]
    assert room.latency_draws_under(0) is None


def test_a_world_without_the_function_is_the_same_in_every_schedule(tmp_path: Path) -> None:
    """Nothing decides over its latencies."""
    room = WorldRoom(world_of(tmp_path, FERRIES.partition("def shuffle_latencies")[0]), 0, 5)
    assert (room.module.delays, room.latency_draws, room.latency_draws_under(6)) == (PLAIN, None, None)


DRAWS: dict[str, Callable[[random.Random], Any]] = {
    "bits": lambda rng: rng.getrandbits(70),
    "a number below 1": lambda rng: rng.random(),
    "one of many": lambda rng: rng.choice(range(1000)),
    "one of many, by weight": lambda rng: rng.choices(range(1000), range(1000)),
    "a sample": lambda rng: rng.sample(range(1000), 5),
    "a curve": lambda rng: rng.gauss(1.0, 0.5),
    "a span": lambda rng: rng.uniform(1.0, 2.0),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_every_draw_is_noted(draw: Callable[[random.Random], Any]) -> None:
    """Whatever a world draws is what any generator of that seed gives, and makes a difference to what is noted."""
    noting = [NotingRandom(str(seed)) for seed in range(9)]
    assert [draw(rng) for rng in noting] == [draw(random.Random(str(seed))) for seed in range(9)]
    assert len({tuple(rng.drawn) for rng in noting}) == 9


def test_nothing_to_choose_from_is_an_error_and_no_endless_loop() -> None:
    """An author who draws from nothing is told so by Python."""
    with pytest.raises(IndexError):
        NotingRandom("1").choice([])
