"""Canvas: what its importer reads from a table."""

import csv
import io
import re
from decimal import Decimal

import msgspec
import pytest

from grader.model.report import Report
from grader.platforms import PlatformError, Surroundings, find
from grader.platforms.canvas import Student, gradebook
from grader.platforms.delivery import File

from .conftest import ENVIRONMENT, REPORTS

CANVAS = find("canvas")
ADA = Student("Lovelace, Ada", "42", "s-42", "ada", "Section 1")


def importer(text: str) -> tuple[str, str, dict[str, Decimal]]:
    """The assignment, its number and the scores by student, by the rules of `gradebook_importer.rb`."""
    header, possible, *rows = list(csv.reader(io.StringIO(text)))
    assert "Student" in header[0]
    assert header[1] == "ID"
    section = next(index for index, name in enumerate(header) if "Section" in name)
    assert set(header[2:section]) <= {"SIS User ID", "SIS Login ID", "Integration ID", "Root Account"}
    (assignment,) = header[section + 1 :]
    assert "Points Possible" in possible[0]
    number = re.search(r"\((\d+)\)$", assignment)
    return assignment, number[1] if number else "", {row[1]: Decimal(row[-1]) for row in rows}


def test_every_table_is_taken(report: Report, surroundings: Surroundings) -> None:
    """Two decimals of the points; no row for who was not graded."""
    (output,) = CANVAS.outputs(report, surroundings)
    if isinstance(output, File):
        assignment, number, scores = importer(output.content.decode())
        assert (assignment, number) == ("Week 6 (123)", "123")
        assert scores == {"42": pytest.approx(Decimal(report.points), abs=Decimal("0.005"))}


def test_a_class_is_one_table() -> None:
    """Those who were not graded keep what the gradebook says."""
    rows = [(ADA, REPORTS["passed"]()), (Student("Hopper, Grace", "43"), REPORTS["ours"]())]
    assert importer(gradebook("Week 6 (123)", 10, rows))[2] == {"42": Decimal("10.00")}


def test_a_large_score_has_no_comma() -> None:
    """`1,234` would be read as 1.234."""
    report = msgspec.structs.replace(REPORTS["passed"](), points=1234.5, max_points=1234.5)
    assert "1234.50" in gradebook("Week 6", 1234.5, [(ADA, report)])


def test_a_name_is_no_formula() -> None:
    """Staff open the table in a spreadsheet before they import it."""
    text = gradebook("=1+1 (5)", 10, [(Student("=HYPERLINK(1)", "42"), REPORTS["passed"]())])
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)


def test_nothing_to_earn_has_no_place_in_a_gradebook() -> None:
    """Canvas would divide by it."""
    with pytest.raises(PlatformError, match="0 points has no place"):
        gradebook("Week 6", 0, [])


def test_a_missing_name_is_asked_for() -> None:
    """By the variable that says it."""
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "CANVAS_STUDENT"}
    with pytest.raises(PlatformError, match="CANVAS_STUDENT is not set"):
        CANVAS.outputs(REPORTS["passed"](), Surroundings(environment))
