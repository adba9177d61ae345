"""Reading one file of a learner: whatever lies under its name."""

import os
import socket
from pathlib import Path

import pytest

from grader.catalog.submission import MAX_BYTES, SubmittedText, Unreadable, read_submission
from grader.model.verdict import Verdict

posix = pytest.mark.skipif(os.name == "nt", reason="only here may a name stand for that")


def refused(path: Path) -> Unreadable:
    answer = read_submission(path)
    assert isinstance(answer, Unreadable)
    return answer


def text_of(path: Path) -> str:
    answer = read_submission(path)
    assert isinstance(answer, SubmittedText)
    return answer.text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "two_at_once.py"


def test_a_text_arrives_as_it_is(file: Path) -> None:
    """Line endings and letters of all alphabets included."""
    file.write_bytes("x = 'ü'\r\ny = 1\n".encode())
    assert text_of(file) == "x = 'ü'\r\ny = 1\n"


def test_an_empty_file_is_a_text(file: Path) -> None:
    """What is missing in it, grading says."""
    file.touch()
    assert text_of(file) == ""


def test_a_byte_order_mark_is_taken_off(file: Path) -> None:
    """Some editors write one, and Python itself accepts it."""
    file.write_bytes(b"\xef\xbb\xbfx = 1\n")
    assert text_of(file) == "x = 1\n"


def test_a_missing_file_is_missing(file: Path) -> None:
    """With a verdict of its own and a remedy."""
    answer = refused(file)
    assert answer.verdict is Verdict.MISSING_FILE
    assert "Put it back" in answer.sentence


def test_a_name_in_other_capitals_is_pointed_out(file: Path) -> None:
    """Where the system tells them apart, the learner's file is there and is not."""
    (file.parent / "Two_At_Once.py").write_text("x = 1")
    if file.exists():
        pytest.skip("this system does not tell capitals apart")
    assert "only `Two_At_Once.py`" in refused(file).sentence


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_recognised(file: Path, encoding: str) -> None:
    """The advice is to save it again, not to look for bytes."""
    file.write_bytes("import asyncio\n\nasync def main():\n    return 1\n".encode(encoding))
    answer = refused(file)
    assert answer.verdict is Verdict.UNREADABLE_FILE
    assert "UTF-16" in answer.sentence


def test_bytes_that_are_no_utf8_are_found_by_line(file: Path) -> None:
    """The line is where the eye looks first."""
    file.write_bytes(b"x = 1\ny = '\xe4'\n")
    assert "is not UTF-8 (line 2)" in refused(file).sentence


def test_a_nul_byte_is_found_by_line(file: Path) -> None:
    """No Python file may hold one."""
    file.write_bytes(b"x = 1\n\n# a comment of some length\0\n")
    assert "NUL byte (line 3)" in refused(file).sentence


def test_the_largest_file_is_read_and_one_byte_more_is_not(file: Path) -> None:
    """The limit is exact."""
    file.write_bytes(b"#" * MAX_BYTES)
    assert len(text_of(file)) == MAX_BYTES
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "larger than 256 KiB" in refused(file).sentence


def test_a_folder_in_its_place_is_named(file: Path) -> None:
    """It happens when an archive is unpacked."""
    file.mkdir()
    assert "is a folder" in refused(file).sentence


@posix
def test_a_pipe_that_nobody_writes_to_does_not_hold_the_grader(file: Path) -> None:
    """It is refused at once, not waited for."""
    os.mkfifo(file)
    assert "is a pipe or a device" in refused(file).sentence


@posix
def test_a_device_is_refused_without_reading_it(file: Path) -> None:
    """A link could lead to an endless one; named directly it is refused as well."""
    assert "is a pipe or a device" in refused(Path("/dev/zero")).sentence


@posix
@pytest.mark.parametrize("target", ["other.py", "/etc/passwd", "nowhere", "two_at_once.py"])
def test_a_link_is_not_followed(file: Path, target: str) -> None:
    """Not to another file, not out of the folder, not to nowhere, not to itself."""
    (file.parent / "other.py").write_text("x = 1")
    file.symlink_to(target)
    assert "is a link" in refused(file).sentence


@posix
def test_a_socket_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but an ordinary file is opened."""
    monkeypatch.chdir(file.parent)
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(file.name)
        assert refused(file).verdict is Verdict.UNREADABLE_FILE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_file_without_permission_is_named(file: Path) -> None:
    """The learner can mend that."""
    file.touch(mode=0)
    assert "permissions" in refused(file).sentence


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    """Rather than ending in an exception."""
    assert refused(tmp_path / "a\0b.py").verdict is Verdict.UNREADABLE_FILE
    assert refused(tmp_path / ("x" * 300 + ".py")).verdict is Verdict.UNREADABLE_FILE
