"""Platforms that run an image of the course's own: its Dockerfile, done by hand, and what is run in it."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.packaging.end_to_end.conftest import HandedIn, Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import submission

BOUNDS = Bounds(memory_mb=4096, cpu_seconds=300)


def built(context: Path, machine: Machine) -> tuple[Machine, str]:
    """Do what a Dockerfile says, as far as ours say it; gives the machine and what to start in it."""
    entrypoint = ""
    for line in (context / "Dockerfile").read_text().splitlines():
        order, _, said = line.partition(" ")
        if order == "COPY":
            source, place = said.split()
            target = machine.path(place + source if place.endswith("/") else place)
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (context / source).is_dir() else shutil.copy
            copy(context / source, target)
        elif order == "RUN":
            ran = machine.run(said)
            assert ran.returncode == 0, ran.stderr
            assert "stubs got their verdicts and no points" in ran.stderr
        elif order == "ENTRYPOINT":
            entrypoint = " ".join(json.loads(said))
        else:
            assert (order, said.startswith("python:3.")) == ("FROM", True)
    return machine, entrypoint


@pytest.fixture
def image(packed: Packed, private_course: Path, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Machine, str]:
    with zipfile.ZipFile(packed(request.param, private_course)) as archive:
        archive.extractall(tmp_path / "context")
    return built(tmp_path / "context", Machine(tmp_path / "machine", BOUNDS))


@pytest.mark.parametrize("image", ["coursera"], indirect=True)
def test_coursera_gets_a_share_of_the_part(image: tuple[Machine, str], hand_in: HandedIn) -> None:
    """Of all that is handed in, which is one part."""
    machine, entrypoint = image
    for kind, share in (("good", 1), ("hostile", 0)):
        hand_in(kind, machine.path("/shared/submission"))
        ran = machine.run(entrypoint, partId="1", userId="1", filename="handin.zip")
        assert ran.returncode == 0, ran.stderr
        assert json.loads(machine.path("/shared/feedback.json").read_text())["fractionalScore"] == share


@pytest.mark.parametrize("image", ["openedx"], indirect=True)
def test_open_edx_gets_the_score_of_one_problem(image: tuple[Machine, str]) -> None:
    """The code comes in a variable, and the result is the last line."""
    machine, entrypoint = image
    for kind, score in (("good", 1), ("hostile", 0)):
        code = submission(kind, "gather-in-order")
        ran = machine.run(f"{entrypoint} gather-in-order 1", SUBMISSION_CODE=code, GRADER_LANGUAGE="en")
        assert ran.returncode == 0, ran.stderr
        reply = json.loads(ran.stdout.splitlines()[-1])
        assert (reply["score"], reply["correct"], reply["errors"]) == (score, score == 1, [])


@pytest.mark.parametrize("image", ["exercism"], indirect=True)
def test_exercism_gets_the_status_of_one_exercise(image: tuple[Machine, str]) -> None:
    """In the folder for results, which is another than the one of what was handed in."""
    machine, entrypoint = image
    machine.path("/mnt/out").mkdir(parents=True)
    for kind, status in (("good", "pass"), ("hostile", "fail")):
        machine.put("/mnt/in/two_at_once.py", submission(kind, "two-at-once"))
        ran = machine.run(f"{entrypoint} two-at-once /mnt/in/ /mnt/out/")
        assert ran.returncode == 0, ran.stderr
        assert json.loads(machine.path("/mnt/out/results.json").read_text())["status"] == status
