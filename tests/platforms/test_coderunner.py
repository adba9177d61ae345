"""Moodle CodeRunner: what its runner makes of a combinator's output."""

import json
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import Said

from .conftest import HIDDEN, NOT_GRADED, REPORTS, SECRET

CODERUNNER = find("coderunner")

FIELDS = {"fraction", "prologuehtml", "testresults", "files", "epiloguehtml", "columnformats", "instructorhtml"}
CONTROL = {"iscorrect", "ishidden"}


def runner(output: str) -> dict[str, Any] | None:
    """The outcome, by `do_combinator_grading` and the checks of its table; `None` for a broken grader."""
    try:
        result: dict[str, Any] = json.loads(output)
    except ValueError:
        return None
    table = result["testresults"]
    columns = [name for name in table[0] if name not in CONTROL]
    lawful = (
        not isinstance(result["fraction"], str)
        and 0 <= result["fraction"] <= 1
        and result.keys() <= FIELDS
        and all(isinstance(row, list) and len(row) == len(table[0]) for row in table)
        and len(result["columnformats"]) == len(columns)
        and set(result["columnformats"]) == {"%s"}
    )
    return result if lawful else None


def visible(result: dict[str, Any]) -> list[list[Any]]:
    """The rows that a student is shown, by `visible_rows`."""
    header, *rows = result["testresults"]
    return [row for row in rows if not row[header.index("ishidden")]]


def outcome_of(report: Report, surroundings: Surroundings) -> dict[str, Any] | None:
    (output,) = CODERUNNER.outputs(report, surroundings)
    assert isinstance(output, Said)
    return runner(output.text)


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """The fraction and a row for each check, all of it plain text."""
    result = outcome_of(report, surroundings)
    if result is not None:
        assert result["fraction"] == (report.points / report.max_points if report.max_points else 0.0)
        assert len(result["testresults"]) == 1 + sum(max(1, len(each.checks)) for each in report.exercises)
        assert "<script" not in result["prologuehtml"]


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_row_is_for_staff(name: str, surroundings: Surroundings) -> None:
    """They read its own words, students not even that it is there."""
    result = outcome_of(REPORTS[name](), surroundings)
    assert result is not None
    assert SECRET in json.dumps(result["testresults"])
    assert SECRET not in json.dumps(visible(result)) + result["prologuehtml"]


@pytest.mark.parametrize("name", NOT_GRADED)
def test_what_was_not_graded_is_a_broken_grader(name: str, surroundings: Surroundings) -> None:
    """Which staff are shown, and can grade again."""
    assert outcome_of(REPORTS[name](), surroundings) is None
