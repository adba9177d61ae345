"""`overrides.csv`: points that the instructor sets, with a reason. Grading again never touches it."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grader.batch.roster import read_table
from grader.catalog.errors import CatalogError

NAME = "overrides.csv"
_COLUMNS = ("student", "slug", "points", "reason")
_REMEDY = f"It has the columns {', '.join(_COLUMNS)}."


@dataclass(frozen=True, slots=True)
class Override:
    """Points for one student in one exercise, and why."""

    student: str
    slug: str
    points: float
    reason: str


class Overrides:
    """All of them, by student (or pseudonym) and exercise."""

    def __init__(self, overrides: Collection[Override] = ()) -> None:
        self.all = tuple(overrides)
        self._found = {(each.student, each.slug): each for each in overrides}

    def of(self, student: str, shown_as: str, slug: str) -> Override | None:
        """What was set for the student in the exercise."""
        return self._found.get((student, slug)) or self._found.get((shown_as, slug))


def read_overrides(folder: Path, slugs: Collection[str]) -> Overrides:
    """Those of a class's folder, none where there is no such file; raises `CatalogError` naming the line."""
    path = folder / NAME
    if not path.exists():
        return Overrides()
    found: dict[tuple[str, str], Override] = {}
    for number, row in read_table(path, _COLUMNS, _REMEDY):
        override = _override(path, number, row, slugs)
        if (override.student, override.slug) in found:
            raise _refused(path, number, f"sets {override.slug} of {override.student} again", "Leave one of the two")
        found[override.student, override.slug] = override
    return Overrides(found.values())


def _override(path: Path, number: int, row: dict[str, str], slugs: Collection[str]) -> Override:
    if row["slug"] not in slugs:
        raise _refused(path, number, f"names `{row['slug']}`, which is no exercise of the course", "Correct the slug")
    try:
        points = float(row["points"])
    except ValueError:
        points = math.nan
    if not (math.isfinite(points) and points >= 0):
        raise _refused(path, number, f"sets `{row['points']}`, which is no number of points", "Write it as 2.5")
    if not (row["student"] and row["reason"]):
        raise _refused(path, number, "lacks a student or a reason", "Fill in both: somebody will ask")
    return Override(row["student"], row["slug"], points, row["reason"])


def _refused(path: Path, number: int, problem: str, remedy: str) -> CatalogError:
    return CatalogError(f"line {number} {problem}.", f"{remedy}.", where=path)
