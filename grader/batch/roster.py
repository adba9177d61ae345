"""The roster: the students there should be, and every name that they are known by.

A CSV file with a column `student`, the name that reports use. `name` and `email` are shown, `submitted` (a time with
its zone) is when they handed in. Each cell of every other column is one more name that a download may know the student
by: a number of Canvas, a participant of Moodle, an account of GitHub.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.catalog.errors import CatalogError

_NO_NAMES = {"submitted"}


@dataclass(frozen=True)
class Student:
    """One line of the roster."""

    student: str
    name: str = ""
    email: str = ""
    submitted: datetime | None = None
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """All names, without capitals."""
        known = {self.student, self.name, self.email, *self.also.values()}
        return frozenset(name.casefold() for name in known if name)


class Roster:
    """The students in their order; a name that two of them have stands for neither."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = {student.student: student for student in students}
        shared = Counter(name for student in self.students.values() for name in student.names)
        self._by_name = {
            name: student for student in self.students.values() for name in student.names if shared[name] == 1
        }
        # Its own identity belongs to a student, whatever others are called besides.
        alike = Counter(student.casefold() for student in self.students)
        self._by_name |= {name: each for name, each in self._by_identity() if alike[name] == 1}

    def _by_identity(self) -> Iterator[tuple[str, Student]]:
        return ((student.casefold(), each) for student, each in self.students.items())

    def find(self, names: Iterable[str]) -> Student | None:
        """Whom the first name that means somebody means; of two that differ in capitals, the one spelt so."""
        meant = (self.students.get(name) or self._by_name.get(name.casefold()) for name in names)
        return next((student for student in meant if student), None)


def read_roster(path: Path) -> Roster:
    """Read a roster; raises `CatalogError` for a file that is none, naming the line."""
    rows = read_table(path, ("student",), "A roster has a header with a column `student`.")
    students: dict[str, Student] = {}
    for number, row in rows:
        student = row["student"]
        if not student:
            raise _refused(path, number, "names no student", "Fill in the column `student`")
        if student in students:
            raise _refused(path, number, f"names `{student}` a second time", "Leave one line for each student")
        also = {column: cell for column, cell in row.items() if column not in {"student", "name", "email", *_NO_NAMES}}
        submitted = _time(path, number, row.get("submitted", ""))
        students[student] = Student(student, row.get("name", ""), row.get("email", ""), submitted, also)
    return Roster(students.values())


def read_table(path: Path, needed: Iterable[str], remedy: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers, columns by lower-case name; raises `CatalogError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogError("is not UTF-8.", "Save it again as CSV in UTF-8.", where=path) from None
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", "Name a CSV file.", where=path) from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    # Strict: a quotation mark that nobody closes would take all lines below it for one cell.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="", restkey="", strict=True)
    try:
        reader.fieldnames = columns = [name.strip().casefold() for name in reader.fieldnames or ()]
        rows = [(reader.line_num, {k: v.strip() for k, v in row.items() if k}) for row in reader]
    except csv.Error as error:
        line = max(1, reader.line_num)
        raise CatalogError(
            f"line {line} is no CSV: {error}.", "Mend the line, or export it again.", where=path
        ) from None
    missing = [name for name in needed if name not in columns]
    if missing:
        raise CatalogError(f"has no column `{missing[0]}`.", remedy, where=path)
    return rows


def _time(path: Path, number: int, text: str) -> datetime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise _refused(path, number, f"has no time in `{text}`", "Write it as 2026-11-20T23:59:00+01:00") from None
    if when.tzinfo is None:
        raise _refused(path, number, f"has a time without zone, `{text}`", "Write it as 2026-11-20T23:59:00+01:00")
    return when


def _refused(path: Path, number: int, problem: str, remedy: str) -> CatalogError:
    return CatalogError(f"line {number} {problem}.", f"{remedy}.", where=path)
