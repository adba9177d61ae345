"""Autolab: what its server makes of the last two lines."""

import json
import re
from typing import Any

import pytest

from grader.model.report import Report
from grader.platforms import Surroundings, find
from grader.platforms.delivery import Said

from .conftest import REPORTS, exercise, report_of

AUTOLAB = find("autolab")


def server(output: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Scores and feedback, read as `saveAutograde` and `parseAutoresult` do."""
    lines = output.rstrip().splitlines()
    # It quotes what it takes for bare keys, also where they stand inside a string.
    quoted = re.sub(r"([a-zA-Z0-9]+):", r'"\1":', lines[-1])
    return json.loads(quoted)["scores"], json.loads(lines[-2])


def output_of(report: Report, surroundings: Surroundings) -> str:
    (output,) = AUTOLAB.outputs(report, surroundings)
    assert isinstance(output, Said)
    return output.text


def test_every_result_is_taken(report: Report, surroundings: Surroundings) -> None:
    """A score for each exercise under its slug, and a stage of feedback for each."""
    scores, feedback = server(output_of(report, surroundings))
    assert list(scores) == [result.slug for result in report.exercises]
    assert feedback["_presentation"] == "semantic"
    assert set(feedback) == {"_presentation", "stages", *feedback["stages"]}
    for stage in feedback["stages"]:
        for test in feedback[stage].values():
            assert isinstance(test["passed"], bool)


def test_what_we_did_not_grade_stays_ungraded_and_the_rest_counts(surroundings: Surroundings) -> None:
    """A score of `null`, per problem."""
    scores, _ = server(output_of(REPORTS["ours in part"](), surroundings))
    assert scores == {"one": 4.0, "two": 1.0, "three": None}


def test_a_screen_before_the_lines_changes_nothing(surroundings: Surroundings) -> None:
    """Also one that ends in what looks like scores."""
    shown = Surroundings(screen=lambda _: '{"scores": {"two-at-once": 999}}\n\n')
    scores, _ = server(output_of(REPORTS["wrong"](), shown))
    assert scores == {"two-at-once": 1.0}


@pytest.mark.parametrize("slug", ["stages", "presentation"])
def test_no_exercise_is_mistaken_for_a_word_of_the_format(slug: str, surroundings: Surroundings) -> None:
    """Stages are numbered."""
    _, feedback = server(output_of(report_of(exercise(slug)), surroundings))
    assert feedback["stages"] == [f"1. {slug}"]
