"""What a learner passed so far: `.onethread/progress.json`, by slug, for people to read as well.

It is never needed. Lost, damaged or from another version, it is taken as empty, and grading fills it again. Slugs and
fields that this version does not know are kept: an exercise may be away for a while, and a newer version may share the
folder.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from grader.model.verdict import Verdict
from grader.workspace.files import write_whole

FOLDER = ".onethread"
FORMAT = "onethread-progress/1"


class Graded(msgspec.Struct, frozen=True):
    """The last that grading said of an exercise: of which text (by its hash) and what."""

    slug: str
    submission: str
    verdict: Verdict


class Progress(msgspec.Struct, frozen=True):
    """What is known of a workspace, as it stands in its file."""

    exercises: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)

    def has_passed(self, slug: str) -> bool:
        """Whether the exercise ever passed."""
        return isinstance(self._entry(slug).get("passed_on"), str)

    def passes(self, slug: str, submission: str) -> bool:
        """Whether it passed with just this text."""
        entry = self._entry(slug)
        return entry.get("verdict") == Verdict.PASSED and entry.get("submission") == submission

    def after(self, graded: Iterable[Graded], today: date) -> "Progress":
        """The progress once these were graded."""
        exercises = dict(self.exercises)
        for one in graded:
            entry = {**self._entry(one.slug), "verdict": str(one.verdict), "submission": one.submission}
            if one.verdict is Verdict.PASSED:
                entry.setdefault("passed_on", today.isoformat())
            exercises[one.slug] = entry
        return Progress(exercises)

    def _entry(self, slug: str) -> dict[str, Any]:
        entry = self.exercises.get(slug)
        return entry if isinstance(entry, dict) else {}


def read_progress(workspace: Path) -> Progress:
    """The progress kept in the workspace; empty where there is none that can be read."""
    try:
        kept = json.loads(_file(workspace).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Progress()
    exercises = kept.get("exercises") if isinstance(kept, dict) and kept.get("format") == FORMAT else None
    return Progress(exercises) if isinstance(exercises, dict) else Progress()


def write_progress(workspace: Path, progress: Progress) -> None:
    """Keep the progress in the workspace; raises `OSError` where that cannot be done."""
    keep_out_of_version_control(workspace)
    content = {"format": FORMAT, "exercises": progress.exercises}
    write_whole(_file(workspace), (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def keep_out_of_version_control(workspace: Path) -> None:
    """What is kept here belongs to one machine; raises `OSError` where the folder cannot be made."""
    note = workspace / FOLDER / ".gitignore"
    if not note.is_file():
        write_whole(note, b"*\n")


def _file(workspace: Path) -> Path:
    return workspace / FOLDER / "progress.json"
