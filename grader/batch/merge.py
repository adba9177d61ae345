"""One ledger from those of several shards."""

from collections.abc import Sequence
from pathlib import Path

from grader.batch.grades import note_about, read_about
from grader.batch.ledger import NAME, Enrolled, Ledger
from grader.batch.tasks import Key
from grader.catalog.errors import CatalogError


def merge(folders: Sequence[Path], into: Ledger) -> None:
    """Take in everything that the ledgers of the folders hold.

    Raises `CatalogError` for a folder without a ledger, and for a class that was graded by something else.
    """
    students: dict[str, Enrolled] = {}
    counts: dict[tuple[str, str], Key] = {}
    for folder in folders:
        if not (folder / NAME).is_file():
            raise CatalogError("holds no ledger.", "Name folders that `batch --out` wrote.", where=folder)
        with Ledger(folder / NAME) as one:
            _take_about(one, into, folder, is_first=not students)
            students |= {each.student: each for each in one.students()}
            counts |= {(student, key.slug): key for student, key in one.counts()}
            _take_results(one, into)
    into.set_class(students.values(), ((student, key) for (student, _), key in counts.items()), whole_class=True)


def _take_about(one: Ledger, into: Ledger, folder: Path, *, is_first: bool) -> None:
    if one.note("class") is None:
        raise CatalogError("was never graded to its end.", "Do that shard again; it goes on.", where=folder)
    about = read_about(one)
    if is_first:
        note_about(into, about)
    elif read_about(into) != about:
        raise CatalogError("was graded by another course than the first.", "Grade it again by the same.", where=folder)


def _take_results(one: Ledger, into: Ledger) -> None:
    students: dict[Key, list[str]] = {}
    for student, key in one.gradings():
        students.setdefault(key, []).append(student)
    for key, outcome in one.outcomes():
        into.keep(key, outcome, students.get(key, ()))
