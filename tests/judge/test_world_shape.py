"""How a world looks to the runner: what the file says is read once, what the data says anew for each run."""

import os
from pathlib import Path

import pytest

from grader.judge.world import AWAITED, UnknownTargetError, WorldRoom

WORLD = '''
"""A harbour."""

SHIPS = 0

class Crane:
    async def lift(self, weight): ...

async def sail(ship, *, slowly=False):
    """Leave."""

def configure(rng, tug=False):
    global SHIPS, sail
    SHIPS = rng.randrange(1000)
    if tug:
        async def sail(ship): ...
'''


def world_of(folder: Path, text: str = WORLD) -> Path:
    path = folder / "world.py"
    path.write_text(text)
    return path


def test_runs_of_one_file_share_their_outline(tmp_path: Path) -> None:
    """It is the same object, though the data differs."""
    path = world_of(tmp_path)
    one, other = WorldRoom(path, 0), WorldRoom(path, 1)
    assert one.outline() is other.outline()
    assert one.constants() != other.constants()


def test_outline_and_constants_are_all(tmp_path: Path) -> None:
    """Nothing is left out, and nothing is told twice."""
    room = WorldRoom(world_of(tmp_path), 0)
    assert room.constants() == (("SHIPS", room.module.SHIPS),)
    assert [f.name for f in room.outline().functions] == ["sail"]


def test_a_world_that_swaps_a_function_looks_otherwise(tmp_path: Path) -> None:
    """What `configure` puts in its place is what the runner sees."""
    room = WorldRoom(world_of(tmp_path), 0)
    before = [p.name for p in room.outline().functions[0].parameters]
    room.configure(tug=True)
    assert (before, [p.name for p in room.outline().functions[0].parameters]) == (["ship", "slowly"], ["ship"])


def test_a_call_goes_to_what_stands_there_now(tmp_path: Path) -> None:
    """A check may swap a function, or take it away, while calls of it are under way."""
    room = WorldRoom(world_of(tmp_path), 0)
    before = room.find("sail", AWAITED).function
    room.configure(tug=True)
    assert before is not room.find("sail", AWAITED).function is room.module.sail
    del room.module.sail
    with pytest.raises(UnknownTargetError):
        room.find("sail", AWAITED)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """An author edits it while the judge stays."""
    path = world_of(tmp_path)
    assert WorldRoom(path, 0).outline().doc == "A harbour."
    world_of(tmp_path, WORLD.replace("A harbour", "A quay"))
    os.utime(path, ns=(1, 1))
    assert WorldRoom(path, 0).outline().doc == "A quay."
