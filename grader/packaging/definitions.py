"""A course as it lies in a package: its file, its exercises as they were shipped, its hidden checks, its secret.

Nothing of `solutions/` goes in. A learner's file does not either: what lies in the place of the stub is the stub as it
was kept, and where none was kept the proof shows whether it is one. Authors' notes stay at home, since they tell what
wrong answers look like.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalog.catalog import load_catalog
from grader.catalog.course import FORMAT, Course, load_course
from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.sources import Source, find_sources
from grader.model.report import Level
from grader.packaging.archive import PRIVATE, Entry

COURSE, HIDDEN, SECRET = "course.toml", "hidden", "secret"


@dataclass(frozen=True)
class Definitions:
    """What submissions are graded by: a course, and those of its exercises that were chosen, in its order."""

    course: Course
    exercises: tuple[Exercise, ...]
    secret: bytes | None

    @property
    def points(self) -> float:
        """What there is to get in all."""
        return sum(self.course.exercises[exercise.slug].points for exercise in self.exercises)

    @property
    def require_level(self) -> Level:
        """A package grades where it counts: with the strongest isolation, unless the course asks for less."""
        return self.course.require_level or "K2"

    @property
    def oldest_python(self) -> tuple[int, ...]:
        """The oldest Python that can grade them all."""
        return max(exercise.manifest.oldest_python for exercise in self.exercises)

    @property
    def hidden_checks(self) -> tuple[Path, ...]:
        """The instructor's own checks, with what lies beside them."""
        if self.course.checks is None:
            return ()
        return tuple(path for exercise in self.exercises for path in _files_below(self.course.checks / exercise.slug))

    @property
    def is_private(self) -> bool:
        """Whether a student who reads the package learns more than the exercises."""
        return bool(self.hidden_checks) or self.secret is not None


def read_definitions(path: Path, names: Sequence[str], sources: Sequence[Path] = ()) -> Definitions:
    """Read a course, or the part of it that is named; raises `CatalogError` for whatever is wrong with it."""
    course = load_course(path)
    found: tuple[Source, ...] = find_sources(tuple(sources), path.parent) if sources else course.find_sources()
    catalog = load_catalog(found)
    exercises = course.select(catalog)
    chosen = catalog.select(names) if names else exercises
    for exercise in chosen:
        if exercise not in exercises:
            problem = f"`{exercise.slug}` is no exercise of this course."
            raise CatalogError(problem, f"Add a table `[exercises.{exercise.slug}]` with its points.", where=path)
    definitions = Definitions(course, tuple(e for e in exercises if e in chosen), course.read_secret())
    _refuse_checks_that_would_not_stay_hidden(definitions)
    return definitions


def _refuse_checks_that_would_not_stay_hidden(definitions: Definitions) -> None:
    level = definitions.require_level
    if definitions.hidden_checks and level != "K2":
        problem = f'`require_level` is "{level}", and there a submission could read the hidden checks.'
        remedy = 'Write `require_level = "K2"`, or package without `checks`.'
        raise CatalogError(problem, remedy, where=definitions.course.path)


def entries_of(definitions: Definitions) -> Iterator[Entry]:
    """The files, by their places in the folder of the course; none is for other users of the machine."""
    yield Entry(COURSE, course_text(definitions).encode(), PRIVATE)
    for exercise in definitions.exercises:
        yield from _exercise(exercise)
    for path in definitions.hidden_checks:
        assert definitions.course.checks is not None
        place = path.relative_to(definitions.course.checks).as_posix()
        yield Entry(f"{HIDDEN}/{place}", _content(path), PRIVATE)
    if definitions.secret is not None:
        yield Entry(SECRET, definitions.secret + b"\n", PRIVATE)


def _exercise(exercise: Exercise) -> Iterator[Entry]:
    paths = exercise.paths
    folder = "/".join(("exercises", *exercise.folder.parts[-2:]))
    for path in (exercise.folder / "exercise.toml", paths.readme, paths.hints, paths.world, paths.checks, paths.ideal):
        if path != paths.ideal or path.is_file():
            yield Entry(f"{folder}/{path.name}", _content(path), PRIVATE)
    yield Entry(f"{folder}/{exercise.file_name}", exercise.stub_text().encode(), PRIVATE)


def course_text(definitions: Definitions) -> str:
    """The course file of the package: what the instructor's says of these exercises, and places inside the package."""
    course = definitions.course
    lines = [f"format = {FORMAT}", f"title = {_quoted(course.title)}"]
    lines.append(f"require_level = {_quoted(definitions.require_level)}")
    lines += [f"due = {course.due.isoformat()}"] if course.due else []
    lines += [f"checks = {_quoted(HIDDEN)}"] if definitions.hidden_checks else []
    if definitions.secret is not None:
        lines += ["", "[seed]", f"file = {_quoted(SECRET)}"]
    for exercise in definitions.exercises:
        said = course.exercises[exercise.slug]
        lines += ["", f"[exercises.{exercise.slug}]", f"points = {said.points!r}"]
        lines += [f"due = {said.due.isoformat()}"] if said.due else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string of TOML: one of JSON, but for the one character that only JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in inside and not any(part.startswith(".") for part in inside):
            yield path


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", "Restore the file.", where=path) from None
