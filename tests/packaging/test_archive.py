"""The same files, the same bytes."""

import io
import tarfile
import zipfile

import pytest

from grader.packaging.archive import EXECUTABLE, PRIVATE, Entry, below, tar_of, zip_of

ENTRIES = (Entry("b/run.sh", b"#!/bin/sh\n", EXECUTABLE), Entry("a.txt", b"a"), Entry("c/secret", b"s", PRIVATE))


def test_the_order_of_entries_does_not_matter() -> None:
    """They are sorted, so a set or a folder may be walked in any order."""
    assert zip_of(ENTRIES) == zip_of(reversed(ENTRIES))
    assert tar_of(ENTRIES) == tar_of(reversed(ENTRIES))


def test_a_zip_names_modes_and_no_time_of_today() -> None:
    """What is to run may run, what is private is the owner's."""
    with zipfile.ZipFile(io.BytesIO(zip_of(ENTRIES))) as archive:
        infos = archive.infolist()
    assert [(info.filename, info.external_attr >> 16 & 0o777) for info in infos] == [
        ("a.txt", 0o644),
        ("b/run.sh", 0o755),
        ("c/secret", 0o600),
    ]
    assert {info.date_time[0] for info in infos} == {1980}


def test_a_tar_names_modes_and_nobody() -> None:
    """Whoever packs it leaves no name in it."""
    with tarfile.open(fileobj=io.BytesIO(tar_of(ENTRIES)), mode="r:gz") as archive:
        members = archive.getmembers()
    assert [(member.name, member.mode, member.uid, member.uname) for member in members] == [
        ("a.txt", 0o644, 0, ""),
        ("b/run.sh", 0o755, 0, ""),
        ("c/secret", 0o600, 0, ""),
    ]


def test_two_files_of_one_name_are_a_bug_of_ours() -> None:
    """One would hide the other."""
    with pytest.raises(AssertionError, match="two files of one name"):
        zip_of([*ENTRIES, Entry("a.txt", b"another")])


def test_files_move_into_a_folder_whole() -> None:
    """Content and mode stay."""
    assert below("x", ENTRIES)[0] == Entry("x/b/run.sh", b"#!/bin/sh\n", EXECUTABLE)
