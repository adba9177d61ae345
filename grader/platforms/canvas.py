"""Canvas: a table for the import of a gradebook.

A row is found by the student's id, then by the ids of the school's own system. Scores have two decimals and no
thousands separators: a comma in a number is read as its point. A student who was not graded has no row, and so keeps
what the gradebook says.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.model.report import Report
from grader.model.safe_text import safe_cell
from grader.platforms.cases import is_not_graded
from grader.platforms.delivery import File, Output, Withheld
from grader.platforms.errors import PlatformError
from grader.platforms.platform import Platform
from grader.platforms.shares import share_of
from grader.platforms.surroundings import Surroundings

GRADEBOOK = PurePosixPath("canvas.csv")

_HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
"""Its importer takes the column of sections for the last one about students."""


@dataclass(frozen=True)
class Student:
    """Who a row is about; one of the ids is enough."""

    name: str
    id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    section: str = ""


def gradebook(assignment: str, most: float, rows: Iterable[tuple[Student, Report]]) -> str:
    """The table of all who were graded; `assignment` is its title in Canvas, best with its number: `Week 6 (123)`."""
    if most <= 0:
        raise PlatformError("An assignment of 0 points has no place in a gradebook: give the exercises points.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_HEADER, safe_cell(assignment, 255)))
    writer.writerow(("    Points Possible", "", "", "", "", _points(most)))
    for student, report in rows:
        if not is_not_graded(report):
            writer.writerow((*_about(student), _points(share_of(report) * most)))
    return text.getvalue()


def outputs(report: Report, surroundings: Surroundings) -> tuple[Output, ...]:
    """The table of one student; a class is graded with `grader batch`."""
    if is_not_graded(report) or report.max_points <= 0:
        return (Withheld(GRADEBOOK),)
    environment = surroundings.environment
    student = Student(
        name=surroundings.needed("CANVAS_STUDENT", "whose grade this is"),
        id=environment.get("CANVAS_STUDENT_ID", ""),
        sis_user_id=environment.get("CANVAS_SIS_USER_ID", ""),
        sis_login_id=environment.get("CANVAS_SIS_LOGIN_ID", ""),
        section=environment.get("CANVAS_SECTION", ""),
    )
    assignment = surroundings.needed("CANVAS_ASSIGNMENT", "which assignment this is, as `Title (id)`")
    return (File(GRADEBOOK, gradebook(assignment, report.max_points, [(student, report)]).encode()),)


def _about(student: Student) -> tuple[str, ...]:
    cells = (student.name, student.id, student.sis_user_id, student.sis_login_id, student.section)
    return tuple(safe_cell(cell, 255) for cell in cells)


def _points(value: float) -> str:
    return f"{value:.2f}"


CANVAS = Platform("canvas", "Canvas", outputs, lambda _: (Withheld(GRADEBOOK),))
