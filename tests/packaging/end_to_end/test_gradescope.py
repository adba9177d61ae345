"""Gradescope: root, half a processor for ten minutes, 768 MB; an image is built once, and submissions follow."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS, SENTINEL
from tests.platforms.test_gradescope import faults

# Half a processor for ten minutes is five minutes of one.
BOUNDS = Bounds(memory_mb=768, cpu_seconds=300)


@pytest.fixture(scope="module")
def machine(packed: Packed, private_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("gradescope-machine"), BOUNDS)
    machine.unpack(packed("gradescope", private_course), "/autograder/source")
    shutil.copy(machine.path("/autograder/source/run_autograder"), machine.path("/autograder/run_autograder"))
    built = machine.run("/autograder/source/setup.sh", "/autograder")
    assert built.returncode == 0, built.stderr
    assert "2 stubs got their verdicts and no points" in built.stderr
    return machine


@pytest.fixture
def graded(machine: Machine, hand_in: HandedIn, request: pytest.FixtureRequest) -> dict[str, Any]:
    for folder in ("submission", "results"):
        shutil.rmtree(machine.path(f"/autograder/{folder}"), ignore_errors=True)
    hand_in(request.param, machine.path("/autograder/submission"))
    ran = machine.run("/autograder/run_autograder", "/autograder")
    assert ran.returncode == 0, ran.stderr
    text = machine.path("/autograder/results/results.json").read_text()
    result: dict[str, Any] = json.loads(text)
    assert faults(result) == []
    visible = [test for test in result["tests"] if test["visibility"] == "visible"]
    assert SENTINEL not in json.dumps([visible, result["output"]])
    return result


def score(result: dict[str, Any]) -> float:
    return float(round(sum(test["score"] for test in result["tests"]), 3))


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_gets_all_points(graded: dict[str, Any]) -> None:
    """The points add up to what the assignment is worth."""
    assert score(graded) == round(sum(test["max_score"] for test in graded["tests"]), 3) == 10


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_no_other_submission_gets_a_point(graded: dict[str, Any]) -> None:
    """Wrong, hanging and hostile ones are graded to the end, and get nothing."""
    assert score(graded) == 0
    assert graded["tests"]
