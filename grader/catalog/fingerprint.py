"""Hashes of what a submission is graded by, so that a report can name it and a result can be reused."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from grader.catalog.exercise import Exercise


def of_text(text: str) -> str:
    """The hash of what was handed in."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_definitions(exercises: Iterable[Exercise]) -> str:
    """The hash of what the exercises define: manifest, world, checks, texts and ideal; never the learner's file."""
    digest = hashlib.sha256()
    for exercise in exercises:
        paths = exercise.paths
        for path in (paths.folder / "exercise.toml", paths.world, paths.checks, paths.readme, paths.hints, paths.ideal):
            _add(digest, exercise.slug, path)
    return digest.hexdigest()


def of_rules(exercise: Exercise) -> str:
    """The hash of what decides a grade: manifest, world and checks."""
    digest = hashlib.sha256()
    for path in (exercise.paths.folder / "exercise.toml", exercise.paths.world, exercise.paths.checks):
        _add(digest, exercise.slug, path)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", slug: str, path: Path) -> None:
    content = path.read_bytes() if path.is_file() else b""
    digest.update(f"{slug}/{path.name} {len(content)}\n".encode())
    digest.update(content)
