"""Gradescope, and Codio's wrapper, which runs packages made for it."""

import json
import math
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import File

from .conftest import HIDDEN, REPORTS, SECRET

GRADESCOPE = find("gradescope")

OF_RESULTS: dict[str, type | tuple[type, ...]] = {
    "execution_time": int,
    "output": str,
    "output_format": str,
    "stdout_visibility": str,
    "tests": list,
}
OF_TESTS: dict[str, type | tuple[type, ...]] = {
    "score": (int, float),
    "max_score": (int, float),
    "status": str,
    "name": str,
    "name_format": str,
    "output": str,
    "output_format": str,
    "visibility": str,
}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBILITIES = {"visible", "hidden", "after_due_date", "after_published"}


def faults(results: dict[str, Any]) -> list[str]:
    """What the specification does not know, or knows otherwise."""
    found = _of_other_types(results, OF_RESULTS)
    for test in results["tests"]:
        found += _of_other_types(test, OF_TESTS)
        if not 0 <= test["score"] <= test["max_score"] or not math.isfinite(test["score"]):
            found.append("points")
        if test["status"] not in {"passed", "failed"} or test["visibility"] not in VISIBILITIES:
            found.append("words")
        found += [name for name in ("name_format", "output_format") if test[name] not in FORMATS]
    return found


def _of_other_types(found: dict[str, Any], known: dict[str, type | tuple[type, ...]]) -> list[str]:
    return [name for name, value in found.items() if name not in known or not isinstance(value, known[name])]


def codio_percent(results: dict[str, Any]) -> int:
    """What the wrapper makes of it, by its source: `score` at the top first, then the tests, rounded up."""
    assert isinstance(results.get("execution_time", 0), int)
    if "score" in results:
        return math.ceil(float(results["score"]))
    got, most = (sum(float(test[name]) for test in results["tests"]) for name in ("score", "max_score"))
    return math.ceil(got / most * 100)


def results_of(report: Report, surroundings: Surroundings) -> dict[str, Any] | None:
    (output,) = GRADESCOPE.outputs(report, surroundings)
    return json.loads(output.content) if isinstance(output, File) else None


def test_every_result_keeps_to_the_specification(report: Report, surroundings: Surroundings) -> None:
    """Known fields, known words, points within their bounds, and their sum is the report's."""
    results = results_of(report, surroundings)
    if results is not None:
        assert faults(results) == []
        assert sum(test["score"] for test in results["tests"]) == pytest.approx(report.points)
        assert sum(test["max_score"] for test in results["tests"]) == pytest.approx(report.max_points)


def test_codios_wrapper_gives_the_share_of_the_points(report: Report, surroundings: Surroundings) -> None:
    """Rounded up, as it does."""
    results = results_of(report, surroundings)
    if results is not None and report.max_points:
        expected = math.ceil(round(report.points / report.max_points * 100, 9))
        assert codio_percent(results) in {expected, expected + 1}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_hidden_check_knows_stands_only_where_gradescope_hides_it(name: str, surroundings: Surroundings) -> None:
    """Staff read its own words; the rest of the file is a student's to read."""
    results = results_of(REPORTS[name](), surroundings)
    assert results is not None
    hidden = [test for test in results["tests"] if test["visibility"] == "hidden"]
    assert len(hidden) == 1
    assert SECRET in hidden[0]["name"]
    results["tests"] = [test for test in results["tests"] if test["visibility"] != "hidden"]
    assert SECRET not in json.dumps(results)
    assert "rate-exceeded" not in json.dumps(results)


def test_the_page_is_shown_above_the_tests(surroundings: Surroundings) -> None:
    """As Markdown, drawn from what a student may see; where it is too long, a sentence instead."""
    drawn = Surroundings(page=lambda report: "".join(check.name for r in report.exercises for check in r.checks))
    results = results_of(REPORTS["hidden alone"](), drawn)
    assert results is not None
    assert (results["output_format"], results["output"][-14:]) == ("md", "hidden check 1")
    long = results_of(REPORTS["wrong"](), Surroundings(page=lambda _: "x" * 1_000_000))
    assert long is not None
    assert (long["output_format"], long["output"]) == ("text", "0 of 1 passed.")


def test_a_failure_of_ours_removes_an_earlier_result(surroundings: Surroundings) -> None:
    """Gradescope then says that the autograder failed, and gives no score."""
    GRADESCOPE.write(REPORTS["passed"](), surroundings)
    assert GRADESCOPE.write(REPORTS["ours"](), surroundings) is False
    assert not (surroundings.root / "autograder" / "results" / "results.json").exists()
