"""The folders that exercises come from: those asked for, else the workspace, else the kit as it was installed.

A source is a folder of chapters with the folder of solutions that mirrors it. The *workspace* is the folder that holds
`exercises/`: the nearest one at or above where the learner stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalog.errors import CatalogError

_INSTALLED = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """One folder of chapters and its solutions; `workspace` where learners work in it."""

    exercises: Path
    solutions: Path
    workspace: Path | None = None


def find_sources(asked: Sequence[Path], start: Path) -> tuple[Source, ...]:
    """The sources to use, the first having the last word about a slug.

    Raises `CatalogError` for a folder asked for that is none, and where nothing at all is to be found.
    """
    if asked:
        return tuple(_asked_for(path) for path in asked)
    for folder in (start, *start.parents):
        if (folder / "exercises").is_dir():
            return (_workspace(folder),)
    return (installed_source(),)


def installed_source() -> Source:
    """The exercises that came with the installed kit.

    Raises `CatalogError` where the kit was installed without them.
    """
    if not (_INSTALLED / "_exercises").is_dir():
        problem = "There is no folder `exercises` here or above."
        raise CatalogError(problem, "Go to the folder that holds it, or name it with --sources.")
    return Source(_INSTALLED / "_exercises", _INSTALLED / "_solutions")


def _asked_for(path: Path) -> Source:
    if (path / "exercises").is_dir():
        return _workspace(path)
    if not path.is_dir():
        raise CatalogError("is not a folder.", "--sources takes folders of exercises.", where=path)
    return Source(path, path.parent / "solutions", path.parent)


def _workspace(folder: Path) -> Source:
    """Solutions lie beside in the kit's own checkout; a learner's workspace has none and uses the installed ones."""
    beside = folder / "solutions"
    solutions = beside if beside.is_dir() else _INSTALLED / "_solutions"
    return Source(folder / "exercises", solutions, folder)
