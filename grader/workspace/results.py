"""Results that still hold: an unchanged file, graded by unchanged definitions, need not be graded again."""

import hashlib
import platform
from functools import cache
from pathlib import Path

import msgspec

from grader import __version__
from grader.model.report import ExerciseResult
from grader.model.verdict import Verdict
from grader.workspace.files import write_whole
from grader.workspace.progress import FOLDER, keep_out_of_version_control


class _Kept(msgspec.Struct, frozen=True):
    key: str
    result: ExerciseResult


def key_of(submission: str, definitions: str, seed: int) -> str:
    """What a result depends on, as one hash: the text, the exercise, the seed, the grader and the Python."""
    parts = (submission, definitions, str(seed), _engine())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def kept_result(workspace: Path, slug: str, key: str) -> ExerciseResult | None:
    """The result kept for the exercise, if it was graded under just this key."""
    try:
        kept = msgspec.json.decode(_file(workspace, slug).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None
    return kept.result if kept.key == key and kept.result.slug == slug else None


def keep_result(workspace: Path, key: str, result: ExerciseResult) -> None:
    """Keep a result for the next time; one that says nothing of the submission is not worth keeping.

    Raises `OSError` where that cannot be done.
    """
    if result.verdict in {None, Verdict.JUDGE_ERROR}:
        return
    keep_out_of_version_control(workspace)
    write_whole(_file(workspace, result.slug), msgspec.json.encode(_Kept(key, result)))


def _file(workspace: Path, slug: str) -> Path:
    return workspace / FOLDER / "results" / f"{slug}.json"


@cache
def _engine() -> str:
    """The grader by version, and by its newest file, for those who are changing it."""
    files = Path(__file__).parent.parent.rglob("*.py")
    newest = max(file.stat().st_mtime_ns for file in files if "_solutions" not in file.parts)
    return f"{__version__} {newest} {platform.python_version()}"
