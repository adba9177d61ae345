"""A new exercise: one that works, with a mark wherever the author has something to say.

The files come from `blank/`, each under its name with `.txt` behind it, so that no tool takes them for code of the kit.
"""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template

from grader.catalog.catalog import Catalog
from grader.catalog.errors import CatalogError
from grader.catalog.manifest import SLUG, slug_of_folder

_SUFFIX = ".txt"
_STEM = "STEM"
_HERE = PurePosixPath()


def scaffold(catalog: Catalog, exercises: Path, slug: str, chapter: str, title: str | None) -> tuple[Path, ...]:
    """Write the files of a new exercise as the last of its chapter, and return their paths.

    `exercises` is the folder of chapters; the solutions lie beside it.

    Raises `CatalogError` for names that cannot be used, and for an exercise that is there already.
    """
    _refuse(catalog, exercises, slug, chapter)
    folder = f"{_next_number(exercises / chapter):02}_{slug.replace('-', '_')}"
    places = {
        "exercise": exercises / chapter / folder,
        "solution": exercises.parent / "solutions" / chapter / folder,
    }
    for place in places.values():
        if place.exists():
            raise CatalogError("is there already.", "Choose another slug, or remove that folder.", where=place)
    words = {"slug": slug, "stem": slug.replace("-", "_"), "title": title or slug.replace("-", " ").capitalize()}
    return tuple(path for part, place in places.items() for path in _write(part, place, words))


def _refuse(catalog: Catalog, exercises: Path, slug: str, chapter: str) -> None:
    if not SLUG.fullmatch(slug):
        near = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
        problem = f"`{slug}` is no slug: small letters and digits, with dashes between."
        raise CatalogError(problem, f"Did you mean `{near}`?" if near else "Write one such as `two-at-once`.")
    if slug_of_folder(chapter) is None:
        raise CatalogError(f"`{chapter}` is no chapter's folder.", "Name it as in `--chapter 02_start_together`.")
    same_number = [f.name for f in exercises.glob(f"{chapter[:2]}_*") if f.is_dir() and f.name != chapter]
    if same_number:
        raise CatalogError(f"Chapter {chapter[:2]} is {same_number[0]}.", f"Write --chapter {same_number[0]}.")
    for exercise in catalog.exercises:
        if exercise.slug == slug:
            raise CatalogError(f"has the slug `{slug}` already.", "Choose another.", where=exercise.folder)


def _next_number(chapter: Path) -> int:
    taken = [int(folder.name[:2]) for folder in chapter.glob("[0-9][0-9]_*")]
    return max(taken, default=0) + 1


def _write(part: str, place: Path, words: dict[str, str]) -> list[Path]:
    written = []
    for name, text in _blank(files("grader.authoring") / "blank" / part):
        path = place / str(name).removesuffix(_SUFFIX).replace(_STEM, words["stem"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(text).safe_substitute(words), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _blank(folder: Traversable, inside: PurePosixPath = _HERE) -> list[tuple[PurePosixPath, str]]:
    """The files of a folder of the package, in order, with their paths in it."""
    found: list[tuple[PurePosixPath, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _blank(entry, inside / entry.name)
        elif entry.name.endswith(_SUFFIX):
            found.append((inside / entry.name, entry.read_text(encoding="utf-8")))
    return found
