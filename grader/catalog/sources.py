"""The folders that exercises come from: those asked for, else the workspace, else the kit as it was installed.

A source is a folder of chapters with the folder of solutions that mirrors it. The *workspace* is the folder that holds
`exercises/`: the nearest one at or above where the learner stands.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from grader.catalog.errors import CatalogError

_PACKAGE = Path(__file__).resolve().parent.parent
# As a wheel lays them out; then as a checkout does, which an editable installation points to.
_INSTALLATIONS = ((_PACKAGE, "_"), (_PACKAGE.parent, ""))


class Source(msgspec.Struct, frozen=True):
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
    for root, prefix in _INSTALLATIONS:
        if (root / f"{prefix}exercises").is_dir():
            return Source(root / f"{prefix}exercises", root / f"{prefix}solutions")
    problem = "There is no folder `exercises` here or above."
    raise CatalogError(problem, "Go to the folder that holds it, or name it with --sources.")


def _asked_for(path: Path) -> Source:
    if (path / "exercises").is_dir():
        return _workspace(path)
    if not path.is_dir():
        raise CatalogError("is not a folder.", "--sources takes folders of exercises.", where=path)
    return Source(path, _solutions_for(path.parent), path.parent)


def _workspace(folder: Path) -> Source:
    return Source(folder / "exercises", _solutions_for(folder), folder)


def _solutions_for(folder: Path) -> Path:
    """Beside the exercises in the kit's own checkout; a learner's workspace has none and uses the installed ones."""
    if (folder / "solutions").is_dir():
        return folder / "solutions"
    try:
        return installed_source().solutions
    except CatalogError:
        return folder / "solutions"
