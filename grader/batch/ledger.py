"""The ledger: everything that was graded, in one SQLite file.

Whatever a table or a report says is drawn from it. A result is written in one transaction with the gradings that it
stands for, so that a kill at any moment leaves both or neither; write-ahead logging keeps that true, and cheap.

* `results`: one row for each `Key`, with the result itself
* `gradings`: one row for each student and `Key`, also of what no longer counts
* `students` and `counts`: who is in the class, and which key counts for whom
* `notes`: what is known of the class as a whole

Results are shared: three hundred untouched stubs with the same data are graded once.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from grader.batch.tasks import Key, Outcome
from grader.catalog.errors import CatalogError

FORMAT = 1
NAME = "ledger.sqlite"

_KEY = "slug, submission, file, grader, seed, definitions"
_KEY_IS = "slug = ? AND submission = ? AND file = ? AND grader = ? AND seed = ? AND definitions = ?"
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS results (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: reports know results by it
    slug TEXT NOT NULL, submission TEXT NOT NULL, file TEXT NOT NULL, grader TEXT NOT NULL,
    seed INTEGER NOT NULL, definitions TEXT NOT NULL,
    verdict TEXT NOT NULL, points REAL NOT NULL, max_points REAL NOT NULL,
    result BLOB NOT NULL, isolation TEXT NOT NULL,
    UNIQUE ({_KEY}));
CREATE TABLE IF NOT EXISTS gradings (
    student TEXT NOT NULL, slug TEXT NOT NULL, submission TEXT NOT NULL, file TEXT NOT NULL, grader TEXT NOT NULL,
    seed INTEGER NOT NULL, definitions TEXT NOT NULL, graded_at TEXT NOT NULL,
    PRIMARY KEY (student, {_KEY})) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS students (
    student TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, submitted TEXT, marked_late INTEGER NOT NULL,
    on_roster INTEGER NOT NULL, handed_in INTEGER NOT NULL, problem TEXT NOT NULL, also TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (
    student TEXT NOT NULL, slug TEXT NOT NULL, submission TEXT NOT NULL, file TEXT NOT NULL, grader TEXT NOT NULL,
    seed INTEGER NOT NULL, definitions TEXT NOT NULL, PRIMARY KEY (student, slug)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A student of the class, as the ledger knows them."""

    student: str
    name: str = ""
    email: str = ""
    submitted: str | None = None
    marked_late: bool = False
    on_roster: bool = True
    handed_in: bool = True
    problem: str = ""
    also: str = "{}"


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts for a student in an exercise; no outcome while it was not graded."""

    student: str
    key: Key
    result: int | None
    verdict: str | None
    points: float
    max_points: float


class Ledger:
    """One ledger, opened."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin it; raises `CatalogError` for a file that is no ledger, or one of a newer grader."""
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            self._open(path)
        except BaseException:
            self._db.close()
            raise

    def _open(self, path: Path) -> None:
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            self._refuse_another_format(path)
        except sqlite3.OperationalError:
            # It may be one, and cannot be written to.
            raise
        except sqlite3.DatabaseError as error:
            raise _damaged(path, error) from None

    def _refuse_another_format(self, path: Path) -> None:
        known = self.note("format")
        if known is None:
            self.write_notes({"format": str(FORMAT)})
        elif known != str(FORMAT):
            problem = f"is a ledger of format {known}, and this grader keeps format {FORMAT}."
            raise CatalogError(problem, "Name another folder, or use the grader that wrote it.", where=path)

    def close(self) -> None:
        """Close it, with all of it in the one file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> None:
        """Close it; what SQLite finds broken in it is told as that, and not as a failure of the grader."""
        self.close()
        if type(error) is sqlite3.DatabaseError:
            raise _damaged(self._path, error) from None

    @contextlib.contextmanager
    def _whole(self) -> Iterator[None]:
        """All of it or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            # SQLite has already done it where the disk is full.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # What counts

    def set_class(self, students: Iterable[Enrolled], counts: Iterable[tuple[str, Key]], *, whole_class: bool) -> None:
        """Say who is in the class and what counts for them; without `whole_class` others stay as they are."""
        students = list(students)
        with self._whole():
            if whole_class:
                self._db.execute("DELETE FROM students")
                self._db.execute("DELETE FROM counts")
            else:
                self._db.executemany("DELETE FROM counts WHERE student = ?", [(one.student,) for one in students])
            self._db.executemany(
                "INSERT OR REPLACE INTO students VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row_of, students)
            )
            rows = ((student, *_values(key)) for student, key in counts)
            self._db.executemany("INSERT OR REPLACE INTO counts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def left(self) -> dict[Key, list[str]]:
        """What counts and was not graded: the students by key, in the order of students."""
        known = f"SELECT 1 FROM gradings g WHERE g.student = c.student AND {_same('g', 'c')}"  # noqa: S608
        rows = self._db.execute(
            f"SELECT student, {_KEY} FROM counts c WHERE NOT EXISTS ({known}) ORDER BY student"  # noqa: S608
        )
        left: dict[Key, list[str]] = {}
        for student, *key in rows:
            left.setdefault(Key(*key), []).append(student)
        return left

    # Results

    def is_known(self, key: Key) -> bool:
        """Whether there is a result under the key."""
        return self._db.execute(f"SELECT 1 FROM results WHERE {_KEY_IS}", _values(key)).fetchone() is not None  # noqa: S608

    def keep(self, key: Key, outcome: Outcome, students: Iterable[str]) -> None:
        """Keep a result, and that these students have it."""
        with self._whole():
            self._db.execute(
                f"INSERT OR REPLACE INTO results ({_KEY}, verdict, points, max_points, result, isolation) "  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_values(key), *_outcome_values(outcome)),
            )
            self._share(key, students)

    def share(self, key: Key, students: Iterable[str]) -> None:
        """Say that these students, too, have the result that is known."""
        with self._whole():
            self._share(key, students)

    def _share(self, key: Key, students: Iterable[str]) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = ((student, *_values(key), now) for student in students)
        self._db.executemany("INSERT OR REPLACE INTO gradings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, keys: Iterable[Key]) -> None:
        """Forget the results under these keys, so that they are graded again."""
        with self._whole():
            for key in keys:
                self._db.execute(f"DELETE FROM results WHERE {_KEY_IS}", _values(key))  # noqa: S608
                self._db.execute(f"DELETE FROM gradings WHERE {_KEY_IS}", _values(key))  # noqa: S608

    def forget_older(self, moment: datetime) -> int:
        """Forget gradings from before the moment that no longer count; how many there were."""
        counting = f"SELECT 1 FROM counts c WHERE c.student = gradings.student AND {_same('gradings', 'c')}"  # noqa: S608
        used = f"SELECT 1 FROM gradings g WHERE {_same('g', 'results')}"  # noqa: S608
        with self._whole():
            old = self._db.execute(
                f"DELETE FROM gradings WHERE graded_at < ? AND NOT EXISTS ({counting})",  # noqa: S608
                (moment.astimezone(UTC).isoformat(timespec="seconds"),),
            ).rowcount
            self._db.execute(f"DELETE FROM results WHERE NOT EXISTS ({used})")  # noqa: S608
        return old

    # Reading

    def students(self) -> list[Enrolled]:
        """The class."""
        rows = self._db.execute("SELECT * FROM students ORDER BY student")
        return [Enrolled(*row[:4], *map(bool, row[4:7]), *row[7:]) for row in rows]

    def counted(self) -> Iterator[Counted]:
        """What counts, with what came of it."""
        rows = self._db.execute(
            f"SELECT c.student, {_prefixed('c')}, r.id, r.verdict, r.points, r.max_points FROM counts c "  # noqa: S608
            f"LEFT JOIN gradings g ON g.student = c.student AND {_same('g', 'c')} "
            f"LEFT JOIN results r ON {_same('r', 'g')} ORDER BY c.student"
        )
        for student, slug, submission, file, grader, seed, definitions, result, verdict, points, most in rows:
            key = Key(slug, submission, file, grader, seed, definitions)
            yield Counted(student, key, result, verdict, points or 0.0, most or 0.0)

    def gradings(self) -> Iterator[tuple[str, Key]]:
        """Every student and key that was graded, also what no longer counts."""
        for student, *key in self._db.execute(f"SELECT student, {_KEY} FROM gradings"):  # noqa: S608
            yield student, Key(*key)

    def packed_result(self, number: int) -> tuple[bytes, str]:
        """A result as it was packed, and how its submission was kept in."""
        row = self._db.execute("SELECT result, isolation FROM results WHERE id = ?", (number,)).fetchone()
        return row[0], row[1]

    def isolations(self) -> list[str]:
        """How submissions were kept in, each way once."""
        rows = self._db.execute("SELECT DISTINCT isolation FROM results WHERE isolation != ''")
        return [str(row[0]) for row in rows]

    def outcomes(self) -> Iterator[tuple[Key, Outcome]]:
        """Every result."""
        rows = self._db.execute(f"SELECT {_KEY}, verdict, points, max_points, result, isolation FROM results")  # noqa: S608
        for row in rows:
            yield Key(*row[:6]), Outcome(*row[6:])

    def counts(self) -> list[tuple[str, Key]]:
        """What counts for whom."""
        return [(student, Key(*key)) for student, *key in self._db.execute(f"SELECT student, {_KEY} FROM counts")]  # noqa: S608

    # Notes

    def note(self, name: str) -> str | None:
        """What was noted under the name."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def write_notes(self, notes: Mapping[str, str]) -> None:
        """Note it."""
        self._db.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes.items())


def _damaged(path: Path, error: sqlite3.DatabaseError) -> CatalogError:
    remedy = "Put back a copy of it, or name another folder and grade again."
    return CatalogError(f"is no ledger of a class, or is damaged ({error}).", remedy, where=path)


def _values(key: Key) -> tuple[Any, ...]:
    return (key.slug, key.submission, key.file, key.grader, key.seed, key.definitions)


def _outcome_values(outcome: Outcome) -> tuple[Any, ...]:
    return (outcome.verdict, outcome.points, outcome.max_points, outcome.result, outcome.isolation)


def _row_of(one: Enrolled) -> tuple[Any, ...]:
    return (
        *(one.student, one.name, one.email, one.submitted),
        *(one.marked_late, one.on_roster, one.handed_in, one.problem, one.also),
    )


def _same(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{column} = {other}.{column}" for column in _KEY.split(", "))


def _prefixed(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in _KEY.split(", "))
