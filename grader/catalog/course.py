"""`course.toml`: what an instructor grades a class by.

It lies outside of what students hand in, with the hidden checks beside it; every path in it is relative to the file.
The secret that the data seeds come from never stands in it: a course file is meant to be committed.
"""

import hashlib
import hmac
import math
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

import grader
from grader.catalog.catalog import Catalog
from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.sources import Source, find_sources, installed_source
from grader.catalog.toml_file import Vocabulary, read_toml, typed
from grader.model.report import LEVELS, Level

FORMAT = 1
_SHORTEST_SECRET = 16
_LONGEST_RETENTION = 36_500


class CourseExercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an exercise counts, and when it is due where that differs from the course."""

    points: float
    due: datetime | None = None


class SeedSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the secret is to be found: a file or a variable of the environment."""

    file: str | None = None
    environment: str | None = None


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    title: str
    exercises: dict[str, Any]
    due: datetime | None = None
    require_level: str | None = None
    grader: str | None = None
    checks: str | None = None
    sources: tuple[str, ...] = ()
    retention: int | None = None
    seed: SeedSource | None = None


class Course(msgspec.Struct, frozen=True):
    """A course as its instructor declares it, all paths made whole.

    `exercises` by slug, in the order of the file; `retention` in days; `sources` are empty where the file names none.
    """

    path: Path
    title: str
    exercises: dict[str, CourseExercise]
    due: datetime | None
    require_level: Level | None
    checks: Path | None
    sources: tuple[Path, ...]
    retention: int | None
    seed: SeedSource | None

    def due_of(self, slug: str) -> datetime | None:
        """When an exercise is due; `None` where nothing says."""
        return self.exercises[slug].due or self.due

    @property
    def points(self) -> float:
        """What there is to get in all."""
        return sum(exercise.points for exercise in self.exercises.values())

    def find_sources(self) -> tuple[Source, ...]:
        """Where the exercises come from: what the file names, else beside it, else the installation.

        Never from where a student works: their folder could hold other checks. Raises `CatalogError`.
        """
        if self.sources:
            return find_sources(self.sources, self.path.parent)
        if (self.path.parent / "exercises").is_dir():
            return find_sources((self.path.parent,), self.path.parent)
        return (installed_source(),)

    def select(self, catalog: Catalog) -> tuple[Exercise, ...]:
        """The exercises in the order of the file; raises `CatalogError` for one that there is not."""
        return tuple(self._found(catalog, slug) for slug in self.exercises)

    def _found(self, catalog: Catalog, slug: str) -> Exercise:
        known = [exercise.slug for exercise in catalog.exercises]
        if slug in known or slug in {broken.slug for broken in (*catalog.broken, *catalog.too_new)}:
            return catalog.by_slug(slug)
        near = get_close_matches(slug, known, n=1, cutoff=0.5)
        remedy = f"Did you mean `[exercises.{near[0]}]`?" if near else "`grader list` shows all there are."
        raise CatalogError(f"`exercises.{slug}`: there is no such exercise.", remedy, where=self.path)

    def read_secret(self) -> bytes | None:
        """What the data seeds are made from, `None` where the course has none: data seed 0 is everybody's.

        Raises `CatalogError` where the secret is not where the file says, or too short to be one.
        """
        if self.seed is None:
            return None
        if self.seed.environment is not None:
            key, where = "seed.environment", f"the variable {self.seed.environment}"
            secret = os.environ.get(self.seed.environment, "").strip().encode("utf-8", "surrogateescape")
        else:
            file = self.path.parent / (self.seed.file or "")
            key, where = "seed.file", f"the file {self.seed.file}"
            secret = _secret_in(file, self.path)
        if len(secret) >= _SHORTEST_SECRET:
            return secret
        found = f"holds {len(secret)} bytes" if secret else "is empty or not there"
        problem = f"`{key}`: {where} {found}, and a secret has at least {_SHORTEST_SECRET}."
        raise CatalogError(problem, f"Make one once and keep it: {_MAKE_ONE}", where=self.path)


_MAKE_ONE = 'python3 -c "import secrets; print(secrets.token_hex(32))"'


def data_seed(secret: bytes | None, submission_hash: str, slug: str) -> int:
    """The seed of the data that one submission meets in one exercise: the same whenever it is graded again.

    48 bits, which every reader of JSON and CSV keeps exactly.
    """
    if secret is None:
        return 0
    return int.from_bytes(hmac.digest(secret, f"{submission_hash} {slug}".encode(), hashlib.sha256)[:6])


def load_course(path: Path) -> Course:
    """Read a course file.

    Raises `CatalogError` for a file that is missing, unreadable or not TOML, for keys that are unknown, missing, of the
    wrong type or impossible, and for a grader of another version than the course asks for.
    """
    raw = read_toml(path, _VOCABULARY)
    declared = typed(path, raw, _Declared, _VOCABULARY)
    exercises = {
        slug: typed(path, table, CourseExercise, _VOCABULARY, f"exercises.{slug}")
        for slug, table in declared.exercises.items()
    }
    for key, problem, remedy in _impossible(declared, exercises, path):
        raise CatalogError(f"`{key}` {problem}.", f"Write {remedy}.", where=path)
    _refuse_another_grader(declared.grader, path)
    return _course(path, declared, exercises)


def _course(path: Path, declared: _Declared, exercises: dict[str, CourseExercise]) -> Course:
    folder = path.parent
    return Course(
        path=path,
        title=declared.title,
        exercises=exercises,
        due=declared.due,
        require_level=_level(declared.require_level),
        checks=None if declared.checks is None else folder / declared.checks,
        sources=tuple(folder / source for source in declared.sources),
        retention=declared.retention,
        seed=declared.seed,
    )


_WHAT_TO_WRITE = {
    "format": f"`format = {FORMAT}`",
    "title": 'what the class is called, such as `title = "CS 210, week 6"`',
    "due": "a time with its zone, such as `due = 2026-11-20T23:59:00+01:00`",
    "require_level": f'the weakest isolation to grade with, one of {", ".join(LEVELS)}: `require_level = "K2"`',
    "grader": f'the version to grade with, such as `grader = "{grader.__version__}"`',
    "checks": 'the folder of hidden checks, such as `checks = "hidden"`',
    "sources": 'a list of folders of exercises, such as `sources = ["."]`',
    "retention": "how many days records are kept, such as `retention = 365`",
    "seed": 'where the secret is kept: a table `[seed]` with `file = "secret"` or `environment = "COURSE_SEED"`',
    "seed.file": 'a file that holds the secret, such as `file = "secret"`; keep it out of version control',
    "seed.environment": 'a variable that holds the secret, such as `environment = "COURSE_SEED"`',
    "exercises": "a table for each exercise, such as `[exercises.two-at-once]` with `points = 4`",
    "exercises.*": "a table, such as `[exercises.two-at-once]` with `points = 4`",
    "exercises.*.points": "what the exercise counts, such as `points = 4`",
    "exercises.*.due": "a time with its zone, such as `due = 2026-11-20T23:59:00+01:00`",
}
_VOCABULARY = Vocabulary(
    "a course", "Name the course's TOML file.", FORMAT, _WHAT_TO_WRITE, ("format", "title", "exercises")
)


def _impossible(
    declared: _Declared, exercises: Mapping[str, CourseExercise], path: Path
) -> Iterator[tuple[str, str, str]]:
    """What is well-formed and yet cannot be: key, problem, remedy."""
    if declared.format != FORMAT:
        yield "format", f"is {declared.format}, and there is no such format", _WHAT_TO_WRITE["format"]
    if not declared.title.strip():
        yield "title", "is empty", _WHAT_TO_WRITE["title"]
    if declared.require_level is not None and _level(declared.require_level) is None:
        yield "require_level", f"is `{declared.require_level}`", _WHAT_TO_WRITE["require_level"]
    if declared.retention is not None and not 1 <= declared.retention <= _LONGEST_RETENTION:
        yield "retention", f"is {declared.retention}", _WHAT_TO_WRITE["retention"]
    if declared.seed is not None and (declared.seed.file is None) == (declared.seed.environment is None):
        yield "seed", "needs one of `file` and `environment`", _WHAT_TO_WRITE["seed"]
    yield from _impossible_places(declared, path)
    yield from _impossible_exercises(declared, exercises)


def _impossible_places(declared: _Declared, path: Path) -> Iterator[tuple[str, str, str]]:
    if declared.checks is not None and not (path.parent / declared.checks).is_dir():
        yield "checks", f"is `{declared.checks}`, and there is no such folder", _WHAT_TO_WRITE["checks"]
    for source in declared.sources:
        if not (path.parent / source).is_dir():
            yield "sources", f"names `{source}`, and there is no such folder", _WHAT_TO_WRITE["sources"]


def _impossible_exercises(
    declared: _Declared, exercises: Mapping[str, CourseExercise]
) -> Iterator[tuple[str, str, str]]:
    if not exercises:
        yield "exercises", "is empty", _WHAT_TO_WRITE["exercises"]
    if _without_zone(declared.due):
        yield "due", "has no zone, and students live in several", _WHAT_TO_WRITE["due"]
    for slug, exercise in exercises.items():
        if not (math.isfinite(exercise.points) and exercise.points > 0):
            yield f"exercises.{slug}.points", f"is {exercise.points:g}", "points above 0, such as `points = 4`"
        if _without_zone(exercise.due):
            yield f"exercises.{slug}.due", "has no zone, and students live in several", _WHAT_TO_WRITE["due"]


def _without_zone(due: datetime | None) -> bool:
    return due is not None and due.tzinfo is None


def _refuse_another_grader(wanted: str | None, path: Path) -> None:
    """`0.1` asks for any 0.1.x; a class is not regraded by another grader unnoticed."""
    parts = [] if wanted is None else wanted.split(".")
    if grader.__version__.split(".")[: len(parts)] != parts:
        problem = f"`grader` is `{wanted}`, and this is {grader.__version__}."
        remedy = f"Install that one (`pip install onethread=={wanted}`) or correct the key."
        raise CatalogError(problem, remedy, where=path)


def _level(name: str | None) -> Level | None:
    return next((level for level in LEVELS if level == name), None)


def _secret_in(file: Path, course: Path) -> bytes:
    try:
        return file.read_bytes().strip()
    except OSError as error:
        problem = f"`seed.file`: {file} cannot be read ({error.strerror})."
        raise CatalogError(problem, f"Put the secret there; {_MAKE_ONE} makes one.", where=course) from None
