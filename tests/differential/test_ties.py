"""A schedule that puts tied timers into the order of a run that was made would only make that run again."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from grader.clock.ties import Draws
from grader.judge.decided import Decided
from grader.judge.runners import Launcher
from grader.judge.staying import Staying
from tests.differential.generator import programs
from tests.differential.outcome import Outcome
from tests.differential.rooms import run_under
from tests.differential.test_programs import HERE, entries

WORLD = HERE / "world.py"
SCHEDULES = range(1, 9)


@pytest.fixture(scope="module")
def staying(runners: Launcher) -> Iterator[Staying]:
    """One process for all runs that end in quiet."""
    made = Staying(runners)
    yield made
    made.close()


def foretold(launcher: Launcher, program: Path, entry: str) -> list[tuple[Outcome, Outcome]]:
    """What some schedules came to, each beside what an earlier run foretold of it."""
    runs = [run_under(schedule, launcher, WORLD, program, entry) for schedule in (0, *SCHEDULES)]
    pairs = product(runs, zip(SCHEDULES, runs[1:], strict=True))
    return [(run[0], earlier) for (earlier, decided), (schedule, run) in pairs if _is_the_same(decided, schedule)]


def _is_the_same(decided: Decided | None, schedule: int) -> bool:
    return decided is not None and decided.ties.are_the_same_under(Draws(schedule))


@pytest.mark.parametrize(("program", "entry"), [pytest.param(f, e, id=f"{f.stem}-{e}") for f, e in entries()])
def test_a_run_foretells_the_schedules_of_its_order(staying: Staying, program: Path, entry: str) -> None:
    """Each schedule of a program comes to what any run with the same order of tied timers came to."""
    for came_to, was_foretold in foretold(staying, program, entry):
        assert came_to == was_foretold


@given(text=programs())
@pytest.mark.timeout(900)
@settings(
    max_examples=40,
    derandomize=True,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_runs_of_random_programs_foretell_theirs(staying: Staying, tmp_path: Path, text: str) -> None:
    """The same of whatever small program is made up."""
    program = tmp_path / "program.py"
    program.write_text(text, encoding="utf-8")
    for came_to, was_foretold in foretold(staying, program, "main"):
        assert came_to == was_foretold


def test_two_runs_foretell_all_schedules_of_two_timers(staying: Staying, tmp_path: Path) -> None:
    """Where two timers are due at one instant, the plain run foretells half of the schedules, and another the rest."""
    program = tmp_path / "program.py"
    program.write_text(TWO_AT_ONE_INSTANT, encoding="utf-8")
    orders = [outcome.printed for outcome, _ in foretold(staying, program, "main")]
    assert len(orders) > len(SCHEDULES)
    assert len(set(orders)) == 2


TWO_AT_ONE_INSTANT = """
import asyncio
from world import fetch


async def say(name):
    print(await fetch(name, 1))


async def main():
    await asyncio.gather(say("one"), say("two"))
"""
