"""The catalog and the workspace that a verb works on."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.signature import Argument, Option
from grader.cli.surroundings import called_as
from grader.model.safe_text import safe_line
from grader.model.units import count

Sources = Annotated[
    list[Path] | None,
    Option("--sources", metavar="DIR", help="Folders of exercises to use instead of those here or above."),
]


Name = Annotated[str, Argument(metavar="SLUG", show_default=False, help="The exercise, as `list` names it.")]


class Kit(msgspec.Struct, frozen=True):
    """The exercises, and the folder they are worked on in; `None` where they only came with the installation."""

    catalog: Catalog
    workspace: Path | None
    exercises: Path

    def need_workspace(self) -> Path:
        """The folder that learners work in; raises `RequestError` where there is none."""
        if self.workspace is None:
            problem = "There is no folder `exercises` here or above, so there is nothing of yours to look at."
            raise RequestError(problem, f"`{called_as()} init onethread` makes one; then go there: cd onethread")
        return self.workspace


def open_kit(sources: Sequence[Path] | None) -> Kit:
    """The exercises of the sources asked for, else of the workspace, else of the installation.

    Raises `CatalogError` or `RequestError` where there are none.
    """
    kit = find_kit(sources)
    if not kit.catalog.exercises and not kit.catalog.broken and not kit.catalog.too_new:
        raise RequestError(f"There are no exercises in {kit.exercises}.", "Name another folder with --sources.")
    return kit


def find_kit(sources: Sequence[Path] | None) -> Kit:
    """The same, also where nobody has written an exercise yet; raises `CatalogError` where there is no folder."""
    found = find_sources(tuple(sources or ()), Path.cwd())
    return Kit(load_catalog(found), found[0].workspace, found[0].exercises)


def name_what_is_left_out(kit: Kit) -> None:
    """Say which exercises could not be read, or need a newer Python, for verbs that speak of all of them."""
    for broken in (*kit.catalog.broken, *kit.catalog.too_new):
        place = f"{from_here(broken.error.where)}: " if broken.error.where else ""
        write_plain(f"Left out: {place}{safe_line(broken.error.problem)}\n", sys.stderr)


def the_one(kit: Kit, name: str) -> Exercise:
    """The single exercise that the name means; raises `CatalogError` or `RequestError`."""
    chosen = kit.catalog.select([name])
    if len(chosen) != 1:
        slugs = ", ".join(exercise.slug for exercise in chosen)
        raise RequestError(f"`{name}` is a chapter of {count(len(chosen), 'exercise')}.", f"Name one of them: {slugs}.")
    return chosen[0]


def from_here(path: Path) -> str:
    """The path as the learner would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
