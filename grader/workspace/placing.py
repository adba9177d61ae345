"""Putting the kit's files into a folder where a learner may already have worked.

What was placed is remembered by its hash, so that the next time a file that nobody touched can be brought up to date
in silence. A learner's file that was edited stays; when its stub has changed meanwhile, the new one is put beside it. A
world or a check that was edited is put aside under a name with the date, since it has to fit the rest of its exercise.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path, PurePath

from grader.workspace.files import free_name, put_aside_and_write, write_whole
from grader.workspace.progress import FOLDER, keep_out_of_version_control


@dataclass(frozen=True)
class KitFile:
    """A file of the kit: its place below the workspace, its content, and whether learners write in it."""

    place: PurePath
    content: bytes
    is_stub: bool = False


class Outcome(Enum):
    """What placing a file came to."""

    WRITTEN = auto()
    UNCHANGED = auto()
    REFRESHED = auto()
    NEW_BESIDE = auto()
    OLD_ASIDE = auto()


@dataclass(frozen=True)
class Placed:
    """A file and its outcome; `other` is what now lies beside it."""

    path: Path
    outcome: Outcome
    other: Path | None = None


def place(workspace: Path, files: Iterable[KitFile], today: date) -> list[Placed]:
    """Put the files into the workspace; raises `OSError`, after which doing it again goes on where it stopped."""
    keep_out_of_version_control(workspace)
    remembered = _remembered(workspace)
    placed = []
    try:
        for file in files:
            placed.append(_place_one(workspace / file.place, file, remembered.get(file.place.as_posix()), today))
            remembered[file.place.as_posix()] = _hash(file.content)
    finally:
        _remember(workspace, remembered)
    return placed


def _place_one(path: Path, file: KitFile, remembered: str | None, today: date) -> Placed:
    there = _content(path)
    if there is None and not path.is_symlink() and not path.exists():
        write_whole(path, file.content)
        return Placed(path, Outcome.WRITTEN)
    if there == file.content:
        return Placed(path, Outcome.UNCHANGED)
    if there is not None and _hash(there) == remembered:
        write_whole(path, file.content)
        return Placed(path, Outcome.REFRESHED)
    if not file.is_stub:
        return Placed(path, Outcome.OLD_ASIDE, put_aside_and_write(path, file.content, today))
    if remembered == _hash(file.content):
        return Placed(path, Outcome.UNCHANGED)
    return _place_beside(path, file)


def _place_beside(path: Path, file: KitFile) -> Placed:
    earlier = path.with_name(f"{path.stem}.new{path.suffix}")
    if _content(earlier) == file.content:
        return Placed(path, Outcome.UNCHANGED)
    beside = free_name(path, "new")
    write_whole(beside, file.content)
    return Placed(path, Outcome.NEW_BESIDE, beside)


def _content(path: Path) -> bytes | None:
    """What an ordinary file holds; a link counts as edited, since it is the learner's doing."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _remembered(workspace: Path) -> dict[str, str]:
    try:
        kept = json.loads((workspace / FOLDER / "placed.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(place): str(digest) for place, digest in kept.items()} if isinstance(kept, dict) else {}


def _remember(workspace: Path, remembered: dict[str, str]) -> None:
    content = json.dumps(remembered, indent=2, sort_keys=True) + "\n"
    write_whole(workspace / FOLDER / "placed.json", content.encode())
