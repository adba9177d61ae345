"""What a learner passed so far, and results that still hold."""

import json
from datetime import date
from pathlib import Path

import pytest

from grader.model.verdict import Verdict
from grader.workspace.progress import Graded, Progress, read_progress, write_progress

TODAY, LATER = date(2026, 5, 14), date(2026, 5, 20)
PASSED = Graded("two-at-once", "hash 1", Verdict.PASSED)
FAILED = Graded("two-at-once", "hash 2", Verdict.TOO_SLOW)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """The file is JSON that people can read, and version control passes it over."""
    progress = Progress().after([PASSED], TODAY)
    write_progress(tmp_path, progress)
    assert read_progress(tmp_path) == progress
    kept = json.loads((tmp_path / ".onethread/progress.json").read_text())
    assert kept["exercises"]["two-at-once"]["passed_on"] == "2026-05-14"
    assert (tmp_path / ".onethread/.gitignore").read_text() == "*\n"


def test_once_passed_stays_known(tmp_path: Path) -> None:
    """A later attempt that fails takes nothing away, and a later pass keeps the first day."""
    progress = Progress().after([PASSED], TODAY).after([FAILED], LATER)
    assert progress.has_passed("two-at-once")
    assert not progress.passes("two-at-once", "hash 2")
    assert progress.after([PASSED], LATER).exercises["two-at-once"]["passed_on"] == "2026-05-14"


def test_a_pass_is_a_pass_of_just_that_text() -> None:
    """Whoever changes a file that passed has started anew."""
    progress = Progress().after([PASSED], TODAY)
    assert progress.passes("two-at-once", "hash 1")
    assert not progress.passes("two-at-once", "hash 3")


def test_what_this_version_does_not_know_is_kept(tmp_path: Path) -> None:
    """Slugs and fields of other versions survive a grading."""
    entry = {"verdict": "passed", "stars": 3}
    kept = {"format": "onethread-progress/1", "exercises": {"of-the-future": entry, "two-at-once": {"stars": 2}}}
    (tmp_path / ".onethread").mkdir()
    (tmp_path / ".onethread/progress.json").write_text(json.dumps(kept))
    write_progress(tmp_path, read_progress(tmp_path).after([PASSED], TODAY))
    exercises = read_progress(tmp_path).exercises
    assert exercises["of-the-future"] == entry
    assert exercises["two-at-once"]["stars"] == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"format": "onethread-progress/9", "exercises": {}}',
        b'{"format": "onethread-progress/1", "exercises": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_taken_as_empty(tmp_path: Path, content: bytes) -> None:
    """Grading fills it again."""
    (tmp_path / ".onethread").mkdir()
    (tmp_path / ".onethread/progress.json").write_bytes(content)
    assert read_progress(tmp_path) == Progress()


def test_an_entry_of_another_form_counts_for_nothing() -> None:
    """And does no harm."""
    progress = Progress({"two-at-once": "passed"})  # type: ignore[dict-item] # as a damaged file may hold it
    assert not progress.has_passed("two-at-once")
    assert progress.after([PASSED], TODAY).has_passed("two-at-once")
