"""Exercism: the rules of its page on test runners."""

import json
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import File

from .conftest import NOT_GRADED, REPORTS

EXERCISM = find("exercism")


def faults(results: dict[str, Any]) -> list[str]:
    """What the page asks for and is not there."""
    status, message, tests = results["status"], results["message"], results["tests"]
    statuses = {test["status"] for test in tests}
    rules = {
        "version": results["version"] == 3,
        "status": status in {"pass", "fail", "error"},
        "a message where nothing ran": status != "error" or (isinstance(message, str) and message and not tests),
        "no message otherwise": status == "error" or message is None,
        "passed as a whole and in each": (status == "pass") == (statuses == {"pass"}),
        "failures say why": all(test["message"] for test in tests if test["status"] != "pass"),
        "messages that fit": all(len(text or "") <= 65_535 for text in (message, *(t["message"] for t in tests))),
        "no other fields": all(test.keys() == {"name", "status", "message"} for test in tests),
    }
    return [rule for rule, holds in rules.items() if not holds]


def results_of(report: Report, surroundings: Surroundings) -> dict[str, Any]:
    (output,) = EXERCISM.outputs(report, surroundings)
    assert isinstance(output, File)
    results: dict[str, Any] = json.loads(output.content)
    return results


def test_every_result_keeps_to_the_page(report: Report, surroundings: Surroundings) -> None:
    """Passed, failed, or an error that says which."""
    assert faults(results_of(report, surroundings)) == []


def test_the_first_failure_says_what_is_known(surroundings: Surroundings) -> None:
    """It is the only one that a learner is shown."""
    tests = results_of(REPORTS["wrong"](), surroundings)["tests"]
    first = next(test for test in tests if test["status"] == "fail")
    assert "print_numbers() starts only when fetch_data() is done." in first["message"]


@pytest.mark.parametrize("name", [*NOT_GRADED, "missing", "to do"])
def test_what_did_not_run_is_an_error(name: str, surroundings: Surroundings) -> None:
    """With the reason as the message."""
    assert results_of(REPORTS[name](), surroundings)["status"] == "error"
