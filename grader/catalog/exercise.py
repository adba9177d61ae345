"""One exercise: its place in the catalog, its manifest and its files."""

from functools import cached_property
from pathlib import Path

import msgspec

from grader.catalog.errors import CatalogError
from grader.catalog.manifest import Manifest, load_manifest
from grader.catalog.texts import first_paragraph, hints_in


class Chapter(msgspec.Struct, frozen=True):
    """A chapter: its number and its slug, such as 1 and `one-thread`."""

    number: int
    slug: str


class Paths(msgspec.Struct, frozen=True):
    """Where the files of an exercise lie; `ideal` and `solution` may not be there."""

    folder: Path
    stub: Path
    world: Path
    readme: Path
    hints: Path
    checks: Path
    ideal: Path
    solution: Path

    @property
    def kept_stub(self) -> Path:
        """The stub as it was shipped: `stub` is the file that learners write in."""
        return self.solution / "stub" / self.stub.name


class Exercise(msgspec.Struct, frozen=True, dict=True):
    """One exercise as everything else sees it; identity is the slug."""

    slug: str
    number: str
    chapter: Chapter
    title: str
    manifest: Manifest
    paths: Paths

    @property
    def folder(self) -> Path:
        """The folder that all its files but the solution lie in."""
        return self.paths.folder

    @property
    def file_name(self) -> str:
        """The name of the file that a learner hands in."""
        return self.paths.stub.name

    def stub_text(self) -> str:
        """The stub as it was shipped, even when the learner's own work now stands in its place.

        Raises `CatalogError` where no stub can be read.
        """
        kept = self.paths.kept_stub
        return _text(kept if kept.is_file() else self.paths.stub)

    def is_untouched(self, text: str) -> bool:
        """Whether this is the stub as it was shipped; no where that was not kept, since then nobody can tell."""
        return self.paths.kept_stub.is_file() and text == self.stub_text()

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """The hints, from a question to nearly the solution."""
        return hints_in(_text(self.paths.hints))

    @cached_property
    def readme(self) -> str:
        """The task, in Markdown."""
        return _text(self.paths.readme)

    @cached_property
    def opening(self) -> str:
        """The first paragraph of the README: what the program does and what it should do."""
        return first_paragraph(self.readme)


def load_exercise(folder: Path, chapter: Chapter, number: str, solution: Path) -> Exercise:
    """Read one exercise folder.

    Raises `CatalogError` for a manifest that is refused and for files that are missing. The stub may be: in a workspace
    it is the learner's file, and its absence is theirs to hear about.
    """
    manifest = load_manifest(folder / "exercise.toml")
    paths = _paths(folder, manifest.slug, solution)
    for needed in (paths.world, paths.checks, paths.readme, paths.hints):
        if not needed.is_file():
            raise CatalogError("there is no such file.", f"Every exercise folder needs a {needed.name}.", where=needed)
    return Exercise(manifest.slug, number, chapter, manifest.title, manifest, paths)


def _paths(folder: Path, slug: str, solution: Path) -> Paths:
    stem = slug.replace("-", "_")
    return Paths(
        folder=folder,
        stub=folder / f"{stem}.py",
        world=folder / "world.py",
        readme=folder / "README.md",
        hints=folder / "hints.md",
        checks=folder / f"test_{stem}.py",
        ideal=folder / "ideal.json",
        solution=solution,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CatalogError("is not UTF-8.", "Save it again as UTF-8.", where=path) from None
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", "Restore it from the kit.", where=path) from None
