"""Writing whole files or none, and never over anybody's work."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from grader.workspace.files import free_name, put_aside_and_write, write_whole

TODAY = date(2026, 5, 14)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes a file's name and none of its bytes."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full_at_the_end(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(Path, "replace", full_at_the_end)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """And nothing else stays behind."""
    write_whole(tmp_path / "a" / "b.txt", b"new")
    assert (tmp_path / "a/b.txt").read_bytes() == b"new"
    assert names_in(tmp_path / "a") == ["b.txt"]


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_old_content(tmp_path: Path) -> None:
    """Neither half a file nor a stray one."""
    file = tmp_path / "b.txt"
    file.write_bytes(b"old")
    with pytest.raises(OSError, match="No space"):
        write_whole(file, b"new")
    with pytest.raises(OSError, match="No space"):
        put_aside_and_write(file, b"new", TODAY)
    assert file.read_bytes() == b"old"
    assert names_in(tmp_path) == ["b.txt"]


def test_what_was_there_is_kept_under_a_name_with_the_date(tmp_path: Path) -> None:
    """A second time the same day takes the next name."""
    file = tmp_path / "two_at_once.py"
    for number, content in enumerate((b"first", b"second")):
        file.write_bytes(content)
        kept = put_aside_and_write(file, b"stub", TODAY)
        assert kept.name == ("two_at_once.2026-05-14.py", "two_at_once.2026-05-14-2.py")[number]
        assert kept.read_bytes() == content
        assert file.read_bytes() == b"stub"


def test_anything_can_be_put_aside(tmp_path: Path) -> None:
    """A folder, or a link to nowhere, that stands in the file's place."""
    file = tmp_path / "a.py"
    file.mkdir()
    assert put_aside_and_write(file, b"stub", TODAY).is_dir()
    assert file.read_bytes() == b"stub"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_put_aside_and_what_it_points_to_stays(tmp_path: Path) -> None:
    """Writing goes to the name, never through it."""
    (tmp_path / "target.py").write_bytes(b"theirs")
    file = tmp_path / "a.py"
    file.symlink_to("target.py")
    assert put_aside_and_write(file, b"stub", TODAY).is_symlink()
    assert (tmp_path / "target.py").read_bytes() == b"theirs"
    assert not file.is_symlink()


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    """Not even a link to nowhere."""
    (tmp_path / "a.new.py").touch()
    assert free_name(tmp_path / "a.py", "new").name == "a.new-2.py"
