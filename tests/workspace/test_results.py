"""Results that still hold, so that an unchanged file need not be graded again."""

from pathlib import Path

import msgspec
import pytest

from grader.model.report import ExerciseResult, Lights
from grader.model.verdict import Verdict
from grader.workspace.results import keep_result, kept_result, key_of

RESULT = ExerciseResult(
    slug="two-at-once",
    title="Two at once",
    version="1.0.0",
    verdict=Verdict.PASSED,
    points=4.0,
    max_points=4.0,
    headline="Passed",
    summary="",
    file="two_at_once.py",
    line=None,
    hint="",
    elapsed=2.5,
    target=2.5,
    sequential=4.5,
    threads=1,
    lights=Lights(),
    checks=(),
    excerpt=(),
    timeline=None,
    ideal=None,
)


def test_a_result_is_found_under_its_key_and_under_no_other(tmp_path: Path) -> None:
    """Another text, another definition or another seed is another key."""
    keep_result(tmp_path, key_of("text", "definitions", 0), RESULT)
    assert kept_result(tmp_path, "two-at-once", key_of("text", "definitions", 0)) == RESULT
    for other in (("texts", "definitions", 0), ("text", "definition", 0), ("text", "definitions", 1)):
        assert kept_result(tmp_path, "two-at-once", key_of(*other)) is None
    assert kept_result(tmp_path, "same-thread", key_of("text", "definitions", 0)) is None


@pytest.mark.parametrize("verdict", [None, Verdict.JUDGE_ERROR])
def test_what_says_nothing_of_the_submission_is_not_kept(tmp_path: Path, verdict: Verdict | None) -> None:
    """A stub that was not run, and a failure of the grader."""
    keep_result(tmp_path, "key", msgspec.structs.replace(RESULT, verdict=verdict))
    assert kept_result(tmp_path, "two-at-once", "key") is None
