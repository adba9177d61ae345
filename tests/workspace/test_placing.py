"""Putting the kit's files into a folder where somebody may have worked."""

from datetime import date
from pathlib import Path, PurePath

from grader.workspace.placing import KitFile, Outcome, Placed, place

TODAY = date(2026, 5, 14)
STUB, WORLD = PurePath("exercises/a/b/stub.py"), PurePath("exercises/a/b/world.py")


def put(root: Path, *, stub: str = "stub 1", world: str = "world 1") -> list[Placed]:
    return place(root, [KitFile(STUB, stub.encode(), is_stub=True), KitFile(WORLD, world.encode())], TODAY)


def outcomes(placed: list[Placed]) -> list[Outcome]:
    return [one.outcome for one in placed]


def test_a_new_folder_gets_everything(tmp_path: Path) -> None:
    """And the same again changes nothing."""
    assert outcomes(put(tmp_path)) == [Outcome.WRITTEN, Outcome.WRITTEN]
    assert outcomes(put(tmp_path)) == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_what_nobody_touched_is_brought_up_to_date(tmp_path: Path) -> None:
    """In silence: it was ours."""
    put(tmp_path)
    assert outcomes(put(tmp_path, stub="stub 2", world="world 2")) == [Outcome.REFRESHED, Outcome.REFRESHED]
    assert (tmp_path / STUB).read_text() == "stub 2"


def test_a_learners_file_stays_and_a_changed_stub_lies_beside_it(tmp_path: Path) -> None:
    """Once, however often it is done."""
    put(tmp_path)
    (tmp_path / STUB).write_text("mine")
    assert outcomes(put(tmp_path)) == [Outcome.UNCHANGED] * 2
    (renewed, _) = put(tmp_path, stub="stub 2")
    assert renewed.outcome is Outcome.NEW_BESIDE
    assert renewed.other == tmp_path / "exercises/a/b/stub.new.py"
    assert renewed.other.read_text() == "stub 2"
    assert (tmp_path / STUB).read_text() == "mine"
    assert outcomes(put(tmp_path, stub="stub 2")) == [Outcome.UNCHANGED] * 2


def test_in_a_folder_we_do_not_remember_every_other_stub_counts_as_edited(tmp_path: Path) -> None:
    """A workspace from elsewhere loses nothing."""
    (tmp_path / STUB).parent.mkdir(parents=True)
    (tmp_path / STUB).write_text("mine")
    assert outcomes(put(tmp_path)) == [Outcome.NEW_BESIDE, Outcome.WRITTEN]
    assert (tmp_path / STUB).read_text() == "mine"


def test_an_edited_world_is_put_aside(tmp_path: Path) -> None:
    """It has to fit the rest of its exercise, and what somebody wrote is still there."""
    put(tmp_path)
    (tmp_path / WORLD).write_text("mine")
    (_, world) = put(tmp_path)
    assert world.outcome is Outcome.OLD_ASIDE
    assert world.other is not None
    assert world.other.name == "world.2026-05-14.py"
    assert world.other.read_text() == "mine"
    assert (tmp_path / WORLD).read_text() == "world 1"


def test_a_damaged_memory_costs_no_work(tmp_path: Path) -> None:
    """Everything that differs then counts as edited."""
    put(tmp_path)
    (tmp_path / ".onethread/placed.json").write_text("[1, 2")
    (tmp_path / STUB).write_text("mine")
    assert outcomes(put(tmp_path)) == [Outcome.NEW_BESIDE, Outcome.UNCHANGED]
    assert (tmp_path / STUB).read_text() == "mine"
