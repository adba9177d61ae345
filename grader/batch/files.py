"""The table of the class as CSV: for people, for Canvas and for Moodle.

No cell can calculate: names come from whoever handed something in.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from grader.batch.grades import ClassTable, Grade, Grades, Row
from grader.batch.roster import read_table
from grader.model.safe_text import safe_cell
from grader.model.units import number
from grader.workspace.files import write_whole

GRADES, CANVAS, MOODLE = "grades.csv", "canvas.csv", "moodle.csv"
NO_SUBMISSION = "no submission"
NOT_GRADED = "not graded"
_VERDICT = " verdict"


def write_tables(folder: Path, table: ClassTable) -> None:
    """Write them all; gradebooks know no pseudonyms, so an anonymous class has only the first."""
    write_whole(folder / GRADES, csv_bytes(_grades(table)))
    for name, rows in ((CANVAS, _canvas(table)), (MOODLE, _moodle(table))):
        if table.is_anonymous:
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, csv_bytes(rows))


def shown_verdict(row: Row, grade: Grade) -> str:
    """The verdict, or why there is none."""
    if grade.verdict is not None:
        return str(grade.verdict)
    return NOT_GRADED if row.student.handed_in else NO_SUBMISSION


def _grades(table: ClassTable) -> Iterator[Sequence[str]]:
    slugs = [exercise.slug for exercise in table.about.exercises]
    verdicts = [slug + _VERDICT for slug in slugs]
    yield "student", "name", "email", *slugs, "total", "of", "late_by", "submitted", *verdicts, "remarks"
    for row in table.rows:
        points = [_points(grade.points) for grade in row.grades]
        shown = [shown_verdict(row, grade) for grade in row.grades]
        who = (row.shown_as, row.student.name, row.student.email)
        when = row.student.submitted or ""
        yield *who, *points, _points(row.total), number(table.about.points), row.late, when, *shown, _remarks(row)


def _remarks(row: Row) -> str:
    overridden = [f"{g.slug}: {g.override.reason}" for g in row.grades if g.override]
    return "; ".join([*([row.student.problem] if row.student.problem else []), *overridden])


def _canvas(table: ClassTable) -> Iterator[Sequence[str]]:
    """A column for the whole: `Title` makes an assignment, `Title (123)` fills the one of that number."""
    yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", table.about.title
    yield "    Points Possible", "", "", "", "", number(table.about.points)
    for row in table.rows:
        also = json.loads(row.student.also)
        known = also.get("id") or also.get("canvas id") or also.get("canvas_id")
        identity = known or (also.get("download", "") if table.about.layout == "canvas" else "")
        name = row.student.name or row.student.student
        login = also.get("sis login id") or row.student.email
        section = also.get("section", "")
        yield name, identity, also.get("sis user id") or row.student.student, login, section, _points(row.total)


def _moodle(table: ClassTable) -> Iterator[Sequence[str]]:
    """As Moodle's grading worksheet names its columns."""
    yield "Identifier", "Full name", "Email address", "Grade", "Maximum grade"
    for row in table.rows:
        also = json.loads(row.student.also)
        participant = also.get("download", "") if table.about.layout == "moodle" else ""
        identifier = also.get("identifier") or (f"Participant {participant}" if participant else row.student.student)
        most = number(table.about.points)
        yield identifier, row.student.name, row.student.email, _points(row.total), most


def _points(points: float | None) -> str:
    return "" if points is None else number(points)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    # The indented row of Canvas is no text of anybody's.
    writer.writerows([cell if cell.startswith("    ") else safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def read_grades(path: Path) -> Grades:
    """What a `grades.csv` of whatever grader holds; raises `CatalogError`."""
    remedy = "Name the folder of an earlier grading, or its grades.csv."
    found: Grades = {}
    for _, row in read_table(path / GRADES if path.is_dir() else path, ("student", "total"), remedy):
        for column, verdict in row.items():
            if column.endswith(_VERDICT):
                slug = column.removesuffix(_VERDICT)
                found[row["student"], slug] = verdict, row.get(slug, "")
    return found
