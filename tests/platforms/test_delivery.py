"""Results arrive whole or not at all."""

import os
from pathlib import Path, PurePosixPath

import pytest

from grader.platforms import PlatformError, Surroundings
from grader.platforms.delivery import File, Withheld, deliver

PLACE = PurePosixPath("/results/results.json")


@pytest.fixture
def here(tmp_path: Path) -> Surroundings:
    return Surroundings(root=tmp_path)


def test_folders_are_made_and_others_may_read(here: Surroundings) -> None:
    """A platform may collect it as another user."""
    deliver(File(PLACE, b"{}"), here)
    found = here.path(PLACE)
    assert found.read_bytes() == b"{}"
    assert found.stat().st_mode & 0o777 == 0o644


def test_a_link_that_was_laid_there_is_replaced_and_not_followed(here: Surroundings, tmp_path: Path) -> None:
    """Whoever laid it does not choose where we write."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    here.path(PLACE).parent.mkdir()
    here.path(PLACE).symlink_to(elsewhere)
    deliver(File(PLACE, b"{}"), here)
    assert elsewhere.read_text() == "kept"
    assert not here.path(PLACE).is_symlink()


def test_a_write_that_breaks_leaves_the_old_result_and_nothing_else(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk."""
    deliver(File(PLACE, b"old"), here)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(PlatformError, match="No space left on device"):
        deliver(File(PLACE, b"new"), here)
    assert here.path(PLACE).read_bytes() == b"old"
    assert os.listdir(here.path(PLACE).parent) == ["results.json"]  # noqa: PTH208 - with what is hidden


def test_withholding_removes_what_was_there(here: Surroundings) -> None:
    """And is content where nothing was."""
    deliver(Withheld(PLACE), here)
    deliver(File(PLACE, b"old"), here)
    deliver(Withheld(PLACE), here)
    assert not here.path(PLACE).exists()


def test_a_relative_place_lies_in_the_working_folder(tmp_path: Path) -> None:
    """Under no root."""
    here = Surroundings(root=Path("/nowhere"), folder=tmp_path)
    deliver(File(PurePosixPath("result.json"), b"{}"), here)
    assert (tmp_path / "result.json").exists()
