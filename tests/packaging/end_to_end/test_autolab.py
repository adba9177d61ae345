"""Autolab: `make` as a user of no rights beside the handin, three minutes, 100 processes, files of 100 MB."""

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS, SENTINEL
from tests.platforms.test_autolab import server

BOUNDS = Bounds(memory_mb=1024, cpu_seconds=180)
WORK = "/home/autolab/autolab"


@pytest.fixture(scope="module")
def package(packed: Packed, private_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("autolab")
    with zipfile.ZipFile(packed("autolab", private_course)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def graded(
    package: Path, hand_in: HandedIn, tmp_path: Path, request: pytest.FixtureRequest
) -> tuple[dict[str, Any], dict[str, Any]]:
    machine = Machine(tmp_path / "machine", BOUNDS, user=1234, more="ulimit -p 100; ulimit -f 204800")
    shutil.copytree(package, machine.path(WORK))
    machine.path(f"{WORK}/autograde-Makefile").rename(machine.path(f"{WORK}/Makefile"))
    hand_in(request.param, tmp_path / "written")
    shutil.make_archive(str(machine.path(f"{WORK}/handin")), "zip", tmp_path / "written")
    machine.hand_over("/home")
    # What it captures, and streams to the student, is both outputs together.
    ran = machine.run("make 2>&1", WORK)
    assert ran.returncode == 0, ran.stdout
    assert SENTINEL not in ran.stdout
    return server(ran.stdout)


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_gets_each_problems_points(graded: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """A problem is an exercise, and counts what the course says."""
    assert graded[0] == {"two-at-once": 4, "gather-in-order": 6}


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_no_other_submission_gets_a_point(graded: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Neither for what it says in the last line's words."""
    scores, feedback = graded
    assert scores == {"two-at-once": 0, "gather-in-order": 0}
    assert feedback["_presentation"] == "semantic"
