"""Classroom 50: whole points, the identity of the submission, and nothing its validators refuse."""

import json
import re
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import PlatformError, Surroundings, find
from grader.platforms.delivery import File, Withheld

from .conftest import ENVIRONMENT, REPORTS
from .recorded import recorded

CLASSROOM50 = find("classroom50")
RECORDED = recorded("classroom50.json")

WORDS = ("classroom", "assignment", "owner", "commit", "release", "review")
REQUIRED = {*WORDS, "schema", "assignment_type", "submission", "datetime", "score", "max-score", "tests"}
INSTANT = r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"


def faults(result: dict[str, Any]) -> list[str]:
    """What its schema or its collector would refuse, by their sources."""
    found = [f"{name} is missing" for name in REQUIRED - result.keys()]
    found += [f"{name} is not known" for name in result.keys() - REQUIRED - {"graded_at", "submitted_by"}]
    if found:
        return found
    found += [f"{name} says nothing" for name in WORDS if not (isinstance(result[name], str) and result[name])]
    identity = [result[name] for name in ("classroom", "assignment", "owner", "assignment_type")]
    checks = {
        "another schema": result["schema"] == "classroom50/result/v1",
        "another student": identity == ["cs210", "week-6", "ada", "individual"],
        "another tag": str(result["submission"]).startswith("submit/"),
        "no instant": re.fullmatch(INSTANT, str(result["datetime"])) is not None,
        "no points": _are_points(result["score"], result["max-score"]),
    }
    found += [fault for fault, holds in checks.items() if not holds]
    return [*found, *(f"test {n}" for n, test in enumerate(result["tests"]) if not _is_test(test))]


def _are_points(score: object, most: object) -> bool:
    return type(score) is int and type(most) is int and 0 <= score <= most


def _is_test(test: dict[str, Any]) -> bool:
    named = isinstance(test.get("test-name"), str) and test["test-name"] != ""
    return named and isinstance(test.get("passed"), bool) and _are_points(test.get("score"), test.get("max-score"))


@pytest.mark.parametrize("name", RECORDED)
def test_schema_and_collector_said_what_we_read_from_their_sources(name: str) -> None:
    """Their own answers, recorded, to good and to broken results."""
    given, said = RECORDED[name]
    assert (faults(given) == []) == (said["schema"] and said["validator"])


def result_of(report: Report, surroundings: Surroundings) -> dict[str, Any] | None:
    files = [o for o in CLASSROOM50.outputs(report, surroundings) if isinstance(o, File)]
    contents: list[dict[str, Any]] = [json.loads(o.content) for o in files if str(o.place) == "result.json"]
    return contents[0] if contents else None


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """By both, with points that add up."""
    result = result_of(report, surroundings)
    if result is not None:
        assert faults(result) == []
        assert result["score"] == sum(test["score"] for test in result["tests"])
        assert result["max-score"] == sum(test["max-score"] for test in result["tests"])


def test_the_instant_is_that_of_the_submission(surroundings: Surroundings) -> None:
    """Grading it again another day changes nothing."""
    result = result_of(REPORTS["passed"](), surroundings)
    assert result is not None
    assert result["datetime"] == "2026-09-01T12:30:00Z"


def test_the_page_becomes_that_of_the_release(surroundings: Surroundings) -> None:
    """Where there is one, and none of an earlier grading where there is not."""
    drawn = Surroundings(ENVIRONMENT, page=lambda _: "# the page\n")
    pages = [o for o in CLASSROOM50.outputs(REPORTS["wrong"](), drawn) if str(o.place) == "release-body.md"]  # type: ignore[union-attr]
    assert pages == [File(pages[0].place, b"# the page\n")]  # type: ignore[union-attr,arg-type]
    bare = CLASSROOM50.outputs(REPORTS["wrong"](), surroundings)
    assert isinstance(bare[0], Withheld)


def test_outside_a_classroom_the_missing_variable_is_named() -> None:
    """With what it would say."""
    with pytest.raises(PlatformError, match="SUBMISSION_TAG is not set; the platform says there which submission"):
        CLASSROOM50.outputs(REPORTS["passed"](), Surroundings())
