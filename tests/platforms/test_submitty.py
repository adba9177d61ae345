"""Submitty: what its dispatcher makes of a custom validator's file."""

import json
from typing import Any

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import File

from .conftest import REPORTS

SUBMITTY = find("submitty")
STATUSES = {"failure", "warning", "success", "information"}


def dispatcher(text: str) -> tuple[float, list[str]] | None:
    """Score and messages, by the checks of `custom_doit`; `None` where it calls the validator broken and gives 0."""
    result = json.loads(text)
    if not isinstance(result.get("status"), str) or result["status"] != "success":
        return None
    data = result.get("data")
    if not isinstance(data, dict) or type(data.get("score")) not in {int, float}:
        return None
    return min(1.0, max(0.0, data["score"])), _messages(data)


def _messages(data: dict[str, Any]) -> list[str]:
    if isinstance(data.get("message"), str):
        return [data["message"]]
    assert all(isinstance(each["message"], str) and each["status"] in STATUSES for each in data["message"])
    return [each["message"] for each in data["message"]]


def text_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = SUBMITTY.outputs(report, surroundings)
    assert isinstance(output, File)
    assert str(output.place) == "validation_results.json"
    # A validator's files are limited to 100 KB unless a course says otherwise.
    assert len(output.content) < 100_000
    return output.content.decode()


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """The share of the points, and a message for each check."""
    taken = dispatcher(text_of(report, surroundings))
    if taken is not None:
        share = report.points / report.max_points if report.max_points else 0.0
        assert taken[0] == share
        assert len(taken[1]) == sum(max(1, len(result.checks)) for result in report.exercises)


def test_a_failure_of_ours_is_told_as_that_of_the_validator(surroundings: Surroundings) -> None:
    """Submitty has no other word for it; the reason goes to the log that staff read."""
    text = text_of(REPORTS["ours"](), surroundings)
    assert dispatcher(text) is None
    assert "never your fault" in json.loads(text)["message"]
