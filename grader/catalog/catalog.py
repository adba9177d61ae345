"""All exercises, in order, and how people name them.

A broken exercise takes no other away: it is left out, listed in `Catalog.broken`, and refused only when somebody names
it. A chapter that holds one is still selected, without it. The same goes for an exercise that needs a newer Python than
this one, which is listed in `Catalog.too_new`.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePath

import msgspec

from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Chapter, Exercise, load_exercise
from grader.catalog.manifest import slug_of_folder
from grader.catalog.sources import Source


class BrokenExercise(msgspec.Struct, frozen=True):
    """An exercise that could not be read: the slug its folder stands for, and why."""

    slug: str
    error: CatalogError


class Catalog(msgspec.Struct, frozen=True):
    """Every exercise of the sources, in the order of chapters and numbers."""

    exercises: tuple[Exercise, ...]
    broken: tuple[BrokenExercise, ...] = ()
    too_new: tuple[BrokenExercise, ...] = ()

    def by_slug(self, slug: str) -> Exercise:
        """The exercise of that slug; raises `CatalogError` where there is none or it is broken."""
        for exercise in self.exercises:
            if exercise.slug == slug:
                return exercise
        for broken in (*self.broken, *self.too_new):
            if broken.slug == slug:
                raise broken.error
        raise self._unknown(slug)

    @property
    def chapters(self) -> dict[Chapter, tuple[Exercise, ...]]:
        """The exercises by chapter."""
        chapters = dict.fromkeys(exercise.chapter for exercise in self.exercises)
        return {chapter: tuple(e for e in self.exercises if e.chapter == chapter) for chapter in chapters}

    def select(self, names: Sequence[str]) -> tuple[Exercise, ...]:
        """The exercises that the names mean, in the catalog's order; all of them for no names.

        A name is a slug, a number (`1.1`), a chapter's slug or number (`one-thread`, `1`), or an exercise's file or
        folder. Raises `CatalogError` for a name that means nothing (naming the nearest) and for a broken exercise.
        """
        if not names:
            return self.exercises
        chosen = {exercise.slug for name in names for exercise in self._meant_by(name)}
        return tuple(exercise for exercise in self.exercises if exercise.slug in chosen)

    def _meant_by(self, name: str) -> tuple[Exercise, ...]:
        slug = _as_slug(name)
        for chapter, exercises in self.chapters.items():
            if slug in {str(chapter.number), chapter.slug}:
                return exercises
        numbered = tuple(exercise for exercise in self.exercises if exercise.number == name)
        return numbered or (self.by_slug(slug),)

    def _unknown(self, slug: str) -> CatalogError:
        known = [exercise.slug for exercise in self.exercises] + [chapter.slug for chapter in self.chapters]
        near = get_close_matches(slug, known, n=1, cutoff=0.5)
        meant = f"Did you mean `{near[0]}`? " if near else ""
        return CatalogError(f"There is no exercise or chapter `{slug}`.", f"{meant}The command `list` shows all.")


def load_catalog(sources: Iterable[Source]) -> Catalog:
    """Read every exercise of the sources; of two sources with one slug the earlier wins."""
    exercises: dict[str, Exercise] = {}
    broken: dict[str, BrokenExercise] = {}
    for source in sources:
        known = {*exercises, *broken}
        for found in _once_each(tuple(_found_in(source))):
            if found.slug in known:
                continue
            if isinstance(found, Exercise):
                exercises[found.slug] = found
            else:
                broken[found.slug] = found
    ordered = sorted(exercises.values(), key=_place)
    here = tuple(exercise for exercise in ordered if exercise.manifest.oldest_python <= sys.version_info)
    too_new = tuple(_too_new(exercise) for exercise in ordered if exercise not in here)
    return Catalog(here, tuple(broken.values()), too_new)


def _too_new(exercise: Exercise) -> BrokenExercise:
    this = ".".join(map(str, sys.version_info[:2]))
    problem = f"needs Python {exercise.manifest.python}, and this is {this}."
    remedy = "It does not count here; everything else can be solved without it."
    return BrokenExercise(exercise.slug, CatalogError(problem, remedy, where=exercise.folder))


def _place(exercise: Exercise) -> tuple[int, ...]:
    return tuple(int(part) for part in exercise.number.split("."))


def _found_in(source: Source) -> Iterator[Exercise | BrokenExercise]:
    for chapter_folder in _folders(source.exercises):
        chapter_slug = slug_of_folder(chapter_folder.name)
        if chapter_slug is None:
            continue
        chapter = Chapter(int(chapter_folder.name[:2]), chapter_slug)
        for folder in _folders(chapter_folder):
            yield from _loaded(folder, chapter, _solution_of(folder, source.solutions))


def _loaded(folder: Path, chapter: Chapter, solution: Path) -> Iterator[Exercise | BrokenExercise]:
    slug = slug_of_folder(folder.name)
    if slug is None:
        if (folder / "exercise.toml").is_file():
            error = CatalogError("is no name of an exercise folder.", "Name it as in `01_two_at_once`.", where=folder)
            yield BrokenExercise(_as_slug(folder.name), error)
        return
    try:
        yield load_exercise(folder, chapter, f"{chapter.number}.{int(folder.name[:2])}", solution)
    except CatalogError as error:
        yield BrokenExercise(slug, error)


def _solution_of(folder: Path, solutions: Path) -> Path:
    """The mirrored folder, or in a workspace of an older kit the one that has the name under another number."""
    mirrored = solutions / folder.parent.name / folder.name
    if mirrored.is_dir():
        return mirrored
    return next(iter(sorted(solutions.glob(f"*/[0-9][0-9]{folder.name[2:]}"))), mirrored)


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith((".", "__")))


def _once_each(found: tuple[Exercise | BrokenExercise, ...]) -> Iterator[Exercise | BrokenExercise]:
    """Two exercises of one source with one slug are both broken: choosing one would hide the mistake."""
    places: dict[str, list[Path]] = {}
    for one in found:
        if isinstance(one, Exercise):
            places.setdefault(one.slug, []).append(one.folder)
    for one in found:
        rivals = places.get(one.slug, [])
        if len(rivals) < 2:
            yield one
        elif isinstance(one, Exercise) and one.folder == rivals[0]:
            problem = f"has the slug `{one.slug}`, and so has {rivals[1]}."
            yield BrokenExercise(one.slug, CatalogError(problem, "Rename one of the two.", where=one.folder))


def _as_slug(name: str) -> str:
    """People also name an exercise by its file or its folder, as the shell completes it."""
    stem = PurePath(name.rstrip("/\\")).name.removesuffix(".py")
    return re.sub(r"^\d\d_", "", stem).replace("_", "-").lower()
