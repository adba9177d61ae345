"""The definitions of a class as bytes, so that a machine needs nothing but the grader to judge by them.

Only what grades: exercises, their stubs, hidden checks. No reference solution and no other student's file travels.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from grader.batch.tasks import Settings
from grader.catalog.exercise import Exercise
from grader.model.report import Level


class Bundle(msgspec.Struct, frozen=True):
    """Files by their place below a folder, and how to grade by them."""

    files: tuple[tuple[str, bytes], ...]
    slugs: tuple[str, ...]
    has_checks: bool
    schedules: int | None
    require_level: Level | None

    def name(self) -> str:
        """A name of its own for each content."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()[:32]

    def unpack(self, parent: Path) -> Settings:
        """Write the files, once for each content, and say how to grade by them there."""
        folder = parent / f"onethread-{self.name()}"
        if not folder.is_dir():
            _write_whole(folder, self.files)
        return Settings(
            sources=((str(folder / "exercises"), str(folder / "solutions")),),
            slugs=self.slugs,
            checks=str(folder / "checks") if self.has_checks else None,
            schedules=self.schedules,
            require_level=self.require_level,
        )


def make_bundle(exercises: Sequence[Exercise], settings: Settings) -> Bundle:
    """What a class is graded by."""
    checks = Path(settings.checks) if settings.checks else None
    files = [entry for exercise in exercises for entry in _files_of(exercise, checks)]
    return Bundle(tuple(files), settings.slugs, checks is not None, settings.schedules, settings.require_level)


def _files_of(exercise: Exercise, checks: Path | None) -> Iterator[tuple[str, bytes]]:
    place = PurePosixPath(exercise.folder.parent.name, exercise.folder.name)
    for path in sorted(exercise.folder.iterdir()):
        if path.is_file() and path != exercise.paths.stub:
            yield str("exercises" / place / path.name), path.read_bytes()
    stub = exercise.stub_text().encode()
    yield str("exercises" / place / exercise.file_name), stub
    yield str("solutions" / place / "stub" / exercise.file_name), stub
    for path in sorted((checks / exercise.slug).glob("*.py")) if checks else ():
        yield str(PurePosixPath("checks", exercise.slug, path.name)), path.read_bytes()


def _write_whole(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """All of it or nothing, whoever else writes the same at this moment."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".onethread-"))
    try:
        (beside / "checks").mkdir()
        for name, content in files:
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        beside.chmod(0o700)
        os.rename(beside, folder)  # noqa: PTH104 - unlike `Path.replace`, not over another's
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
