"""A run cannot be told from the first of its process: what the run of before left is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.runners import Launcher
from grader.judge.staying import Staying
from tests.differential.rooms import run_in_two_rooms
from tests.differential.test_programs import HERE, entries


@pytest.fixture(scope="module")
def staying(runners: Launcher) -> Iterator[Staying]:
    """One process for all runs that end in quiet, each of another program than the one before."""
    made = Staying(runners)
    yield made
    made.close()


@pytest.mark.parametrize(("program", "entry"), [pytest.param(f, e, id=f"{f.stem}-{e}") for f, e in entries()])
def test_later_runs_equal_the_first(runners: Launcher, staying: Staying, program: Path, entry: str) -> None:
    """A program comes to the same in a process of its own and after other programs in one process, also again."""
    world = HERE / "world.py"
    alone = run_in_two_rooms(runners, world, program, entry)
    assert [run_in_two_rooms(staying, world, program, entry) for _ in range(2)] == [alone, alone]
