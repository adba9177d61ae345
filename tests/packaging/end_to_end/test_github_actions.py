"""GitHub Actions: two checkouts side by side, and the workflow's own step."""

import base64
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS, SENTINEL
from tests.platforms.test_github_actions import reporter

BOUNDS = Bounds(memory_mb=7168, cpu_seconds=600)
WORK = "/home/runner/work/week1/week1"


@pytest.fixture
def graded(
    packed: Packed, private_course: Path, hand_in: HandedIn, tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, Any]:
    machine = Machine(tmp_path / "machine", BOUNDS, user=1001)
    with zipfile.ZipFile(packed("github-actions", private_course)) as archive:
        archive.extractall(tmp_path / "both")
    workflow = (tmp_path / "both/student-repository/.github/workflows/grade.yml").read_text()
    (step,) = re.findall(r"run: (.+)", workflow)
    machine.path(WORK).mkdir(parents=True)
    (tmp_path / "both/course-repository").rename(machine.path(f"{WORK}/course"))
    hand_in(request.param, machine.path(f"{WORK}/submission"))
    for name in ("output", "summary"):
        machine.put(f"/home/runner/{name}", "")
    machine.hand_over("/home/runner")
    files = {"GITHUB_OUTPUT": "/home/runner/output", "GITHUB_STEP_SUMMARY": "/home/runner/summary"}
    ran = machine.run(step, WORK, **files)
    assert ran.returncode == 0, ran.stderr
    log, summary = ran.stdout + ran.stderr, machine.path("/home/runner/summary").read_text()
    assert SENTINEL not in log + summary
    # What a submission prints obeys nobody: such a line would forge the total.
    assert not re.search(r"^::notice title=Autograding report", log, re.MULTILINE)
    (result,) = re.findall(r"^result=(.+)$", machine.path("/home/runner/output").read_text(), re.MULTILINE)
    graded: dict[str, Any] = json.loads(base64.b64decode(result))
    notices = [line for line in reporter(graded)["commands"] if line.startswith("::notice")]
    assert len(notices) == 2
    return graded


def points(graded: dict[str, Any]) -> float:
    return float(round(sum(test["score"] for test in graded["tests"]), 3))


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_gets_all_points(graded: dict[str, Any]) -> None:
    """As the reporter adds them up."""
    assert (points(graded), graded["status"]) == (graded["max_score"], "pass")


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_no_other_submission_gets_a_point(graded: dict[str, Any]) -> None:
    """The job is red, and the result whole."""
    assert (points(graded), graded["status"]) == (0, "fail")
    assert graded["max_score"] > 0
