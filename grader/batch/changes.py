"""What differs from an earlier grading of the class."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.batch.files import csv_bytes, read_grades
from grader.batch.grades import Grades
from grader.workspace.files import write_whole

NAME = "changes.csv"


@dataclass(frozen=True, slots=True)
class Change:
    """One student in one exercise, before and now; empty where there was, or is, nothing."""

    student: str
    slug: str
    verdict_before: str
    verdict: str
    points_before: str
    points: str


def changes_since(before: Grades, new: Path) -> tuple[Change, ...]:
    """What differs from an earlier grading in a folder or a `grades.csv`; raises `CatalogError`."""
    return tuple(_changes(before, read_grades(new)))


def _changes(before: Grades, now: Grades) -> Iterator[Change]:
    for student, slug in sorted({*before, *now}):
        was, is_ = before.get((student, slug), ("", "")), now.get((student, slug), ("", ""))
        if was != is_:
            yield Change(student, slug, was[0], is_[0], was[1], is_[1])


def write_changes(folder: Path, changes: tuple[Change, ...]) -> None:
    """Write `changes.csv`, also when there are none."""
    header = ("student", "slug", "verdict before", "verdict now", "points before", "points now")
    rows = [(c.student, c.slug, c.verdict_before, c.verdict, c.points_before, c.points) for c in changes]
    write_whole(folder / NAME, csv_bytes([header, *rows]))
