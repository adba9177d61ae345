"""A course file on the command line: its exercises, and a grading by its rules."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.course import Course, data_seed, load_course
from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.fingerprint import of_text
from grader.catalog.sources import Source, find_sources
from grader.catalog.submission import SubmittedText
from grader.cli.errors import RequestError
from grader.cli.grading import CourseRules, Wanted
from grader.cli.kit import Kit
from grader.model.report import LEVELS


class OpenCourse(msgspec.Struct, frozen=True):
    """A course with the exercises it names, and the kit that holds just those."""

    course: Course
    exercises: tuple[Exercise, ...]
    kit: Kit
    sources: tuple[Source, ...]

    def grading(self, wanted: Wanted) -> tuple[Kit, Wanted]:
        """The request as the course wants it met; raises `CatalogError` or `RequestError` where it cannot be."""
        if wanted.checks is not None:
            problem = "--checks and --course: the course names its hidden checks itself."
            raise RequestError(problem, f"Write `checks` in {self.course.path}.")
        return self.kit, replace(
            wanted,
            submission=wanted.submission or _here(),
            names=tuple(exercise.slug for exercise in self._named(wanted.names)),
            checks=self.course.checks,
            require_level=_stronger(wanted.require_level, self.course.require_level),
            course=CourseRules(self.data_seed(), {slug: each.points for slug, each in self.course.exercises.items()}),
        )

    def _named(self, names: Sequence[str]) -> tuple[Exercise, ...]:
        chosen = self.kit.catalog.select(names) if names else self.exercises
        return tuple(exercise for exercise in self.exercises if exercise in chosen)

    def data_seed(self) -> "_Seeds":
        """The data seed of a submission; raises `CatalogError` where the secret cannot be read."""
        return _Seeds(self.course.read_secret())


class _Seeds(msgspec.Struct, frozen=True):
    """Data seeds from a secret, which no representation shows."""

    secret: bytes | None

    def __call__(self, exercise: Exercise, submitted: SubmittedText) -> int:
        return data_seed(self.secret, of_text(submitted.text), exercise.slug)

    def __repr__(self) -> str:
        return "the course's seeds"


def open_course(path: Path, sources: Sequence[Path] | None = None) -> OpenCourse:
    """The course with its exercises; raises `CatalogError` for whatever is wrong with it."""
    course = load_course(path)
    found = find_sources(tuple(sources), Path.cwd()) if sources else course.find_sources()
    catalog = load_catalog(found)
    exercises = course.select(catalog)
    return OpenCourse(course, exercises, Kit(Catalog(exercises), None, found[0].exercises), found)


def _here() -> Path:
    """The workspace, which holds what was written and not what it is graded by."""
    try:
        workspace = find_sources((), Path.cwd())[0].workspace
    except CatalogError:
        workspace = None
    if workspace is None:
        problem = "There is no folder `exercises` here or above, so there is nothing to grade."
        raise RequestError(problem, "Name what was handed in with --submission.")
    return workspace


def _stronger(asked: str | None, of_course: str | None) -> str | None:
    if asked is None or of_course is None:
        return asked or of_course
    levels: tuple[str, ...] = LEVELS
    if asked.upper() not in levels:
        return asked
    return max(asked.upper(), of_course, key=levels.index)
