"""Classroom 50: a runner of GitHub's, the student's checkout as the working folder, the bundle elsewhere."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS
from tests.platforms.test_classroom50 import faults

BOUNDS = Bounds(memory_mb=7168, cpu_seconds=600)
CHECKOUT, BUNDLE = "/home/runner/work/week1/week1", "/home/runner/work/_temp/bundle"
VARIABLES = {
    "CLASSROOM": "cs210",
    "ASSIGNMENT": "week-6",
    "ASSIGNMENT_TYPE": "individual",
    "SUBMISSION_TAG": "submit/2026-11-25-1",
    "USERNAME": "ada",
    "OWNER": "ada",
    "COMMIT_URL": "https://github.com/coroutines/week1/commit/1f",
    "RELEASE_URL": "https://github.com/coroutines/week1/releases/1",
    "REVIEW_URL": "https://github.com/coroutines/week1/pull/1",
}


@pytest.fixture
def graded(
    packed: Packed, course: Path, hand_in: HandedIn, tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, Any]:
    machine = Machine(tmp_path / "machine", BOUNDS, user=1001, environment=VARIABLES)
    machine.unpack(packed("classroom50", course), BUNDLE)
    hand_in(request.param, machine.path(f"{CHECKOUT}/exercises/whatever"))
    # A result of the student's own making, and modules where a careless Python would look for its own.
    machine.put(f"{CHECKOUT}/result.json", '{"score": 10, "max-score": 10}')
    for name in ("json", "subprocess", "pip", "grader"):
        machine.put(f"{CHECKOUT}/{name}.py", "raise SystemExit(0)")
    machine.hand_over("/home/runner")
    python = Path(sys.executable).resolve()
    ran = machine.run(f"{python} {BUNDLE}/autograder.py", CHECKOUT, CLASSROOM50_BUNDLE_DIR=BUNDLE)
    assert ran.returncode == 0, ran.stderr
    result: dict[str, Any] = json.loads(machine.path(f"{CHECKOUT}/result.json").read_text())
    assert faults(result) == []
    return result


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_gets_all_points(graded: dict[str, Any]) -> None:
    """In whole numbers, at both levels: hundredths where the course's points fall into parts."""
    assert graded["score"] == graded["max-score"] == sum(test["score"] for test in graded["tests"])
    assert graded["max-score"] in {10, 1000}


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_no_other_submission_gets_a_point(graded: dict[str, Any]) -> None:
    """Its own result is replaced by ours."""
    assert graded["score"] == 0
    assert graded["max-score"] in {10, 1000}
