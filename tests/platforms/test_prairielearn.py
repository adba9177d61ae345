"""PrairieLearn: what its server makes of a result."""

import json
import math
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import File

from .conftest import NOT_GRADED, REPORTS
from .recorded import recorded

PRAIRIELEARN = find("prairielearn")
RECORDED = recorded("prairielearn.json")
MEBIBYTE = 1024 * 1024


def server(text: str) -> dict[str, Any]:
    """What `makeGradingResult` makes of a file's text, by its source."""
    try:
        results = json.loads(text, parse_constant=_no_constant)
    except ValueError:
        return {"succeeded": False, "score": 0}
    if not results:
        return {"succeeded": False, "score": 0}
    score = results.get("score")
    if score is not None and (isinstance(score, bool) or not isinstance(score, int | float)):
        return {"succeeded": False, "score": 0}
    return {"succeeded": True, "score": score or 0}


def _no_constant(name: str) -> None:
    raise ValueError(name)


def graded(text: str) -> tuple[bool, float]:
    """Whether the attempt counts, and for how much: the rules of `externalGrader.ts` that come after."""
    made = server(text)
    gradable = made["succeeded"] and json.loads(text).get("gradable", True)
    in_range = math.isfinite(made["score"]) and 0 <= made["score"] <= 1
    return gradable and in_range, made["score"] if in_range else 0.0


@pytest.mark.parametrize("name", RECORDED)
def test_the_server_said_what_we_read_from_its_source(name: str) -> None:
    """Its own answers, recorded, to good and to broken results."""
    given, said = RECORDED[name]
    assert server(given) == {"succeeded": said["succeeded"], "score": said["score"]}


def text_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = PRAIRIELEARN.outputs(report, surroundings)
    assert isinstance(output, File)
    assert str(output.place) == "/grade/results/results.json"
    assert len(output.content) <= MEBIBYTE
    return output.content.decode()


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """With the share of the points, or as not gradable."""
    counts, score = graded(text_of(report, surroundings))
    assert not counts or score == (report.points / report.max_points if report.max_points else 0.0)


@pytest.mark.parametrize("name", [*NOT_GRADED, "missing"])
def test_what_could_not_be_graded_takes_no_attempt(name: str, surroundings: Surroundings) -> None:
    """Our failure, and a hand-in in which there was no file to grade."""
    assert graded(text_of(REPORTS[name](), surroundings))[0] is False


def test_a_missing_file_is_named(surroundings: Surroundings) -> None:
    """As an error of form, which is how PrairieLearn says what to change."""
    assert "There is no file `one.py`" in json.loads(text_of(REPORTS["missing"](), surroundings))["format_errors"][0]


def test_points_stand_at_every_test_or_none_are_shown(report: Report, surroundings: Surroundings) -> None:
    """One test without would take them from the others."""
    for test in json.loads(text_of(report, surroundings))["tests"]:
        assert 0 <= test["points"] <= test["max_points"]


def test_a_killed_grading_takes_no_attempt(surroundings: Surroundings) -> None:
    """The first thing that is written says so."""
    PRAIRIELEARN.begin(surroundings)
    place = surroundings.root / "grade" / "results" / "results.json"
    assert graded(place.read_text(encoding="utf-8"))[0] is False
