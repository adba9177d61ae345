"""PrairieLearn: a new container for every submission, no network, 2 GiB, nine tenths of a processor."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.end_to_end.conftest import Packed
from tests.packaging.stand_in import Bounds, Machine
from tests.packaging.submissions import KINDS, SENTINEL, submission
from tests.platforms.test_prairielearn import graded as as_the_server

BOUNDS = Bounds(memory_mb=2048, cpu_seconds=108)
SLUG = "two-at-once"


@pytest.fixture(scope="module")
def course_repository(packed: Packed, private_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prairielearn-course")
    # As git keeps it: without the modes of the archive, but for the bit of a program.
    with zipfile.ZipFile(packed("prairielearn", private_course)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def options(course_repository: Path) -> dict[str, Any]:
    info = json.loads((course_repository / f"questions/onethread/{SLUG}/info.json").read_text())
    options: dict[str, Any] = info["externalGradingOptions"]
    return options


@pytest.fixture
def graded(
    course_repository: Path, options: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, Any]:
    machine = Machine(tmp_path / "machine", BOUNDS)
    machine.put("/grade/data/data.json", "{}")
    machine.put("/grade/student/two_at_once.py", submission(request.param, SLUG))
    question = course_repository / f"questions/onethread/{SLUG}"
    shutil.copytree(question / "tests", machine.path("/grade/tests"))
    for name in options["serverFilesCourse"]:
        shutil.copytree(
            course_repository / "serverFilesCourse" / name, machine.path(f"/grade/serverFilesCourse/{name}")
        )
    start, *arguments = options["entrypoint"]
    ran = machine.run(f"chmod +x {start} && {start} {' '.join(arguments)}")
    assert ran.returncode == 0, ran.stderr
    text = machine.path("/grade/results/results.json").read_bytes()
    assert len(text) <= 1024 * 1024
    # All of it is shown to students.
    assert SENTINEL.encode() not in text + ran.stdout.encode() + ran.stderr.encode()
    result: dict[str, Any] = json.loads(text)
    assert as_the_server(text.decode()) == (True, result["score"])
    return result


@pytest.mark.parametrize("graded", ["good"], indirect=True)
def test_a_good_submission_scores_one(graded: dict[str, Any]) -> None:
    """With every test at its points."""
    assert graded["score"] == 1
    assert all(test["points"] == test["max_points"] for test in graded["tests"])


@pytest.mark.parametrize("graded", [kind for kind in KINDS if kind != "good"], indirect=True)
def test_any_other_submission_scores_nothing(graded: dict[str, Any]) -> None:
    """It is graded all the same: an attempt was made."""
    assert (graded["score"], graded.get("gradable", True)) == (0, True)


def test_a_question_has_all_that_its_page_names(course_repository: Path, options: dict[str, Any]) -> None:
    """The files to download, the file to write in, and the machine's options."""
    question = course_repository / f"questions/onethread/{SLUG}"
    page = (question / "question.html").read_text()
    assert 'source-file-name="two_at_once.py"' in page
    assert (question / "two_at_once.py").read_text() == submission("wrong", SLUG)
    assert {path.name for path in (question / "clientFilesQuestion").iterdir()} == {"README.md", "world.py"}
    assert (options["enableNetworking"], options["image"][:7]) == (False, "python:")
