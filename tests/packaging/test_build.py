"""A request becomes an archive, or two lines that say what is in the way."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from grader.catalog.errors import CatalogError
from grader.model.report import Isolation
from grader.packaging import build as building
from grader.packaging.build import Package, PackageRequest, build
from grader.packaging.definitions import read_definitions
from grader.packaging.pins import find_pins
from grader.packaging.platforms import LAYOUTS
from grader.packaging.proof import Proof
from grader.platforms import find
from tests.packaging.conftest import WriteCourse
from tests.packaging.submissions import COURSE, ROOT

SECRET = "0123456789abcdef0123"


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small kit's checks check nothing; the proof has tests of its own."""
    monkeypatch.setattr(building, "prove", lambda *_: Proof(Isolation("K2"), 2, 0.1, ()))


@pytest.fixture
def wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wheels as if they had been fetched."""
    names = {"3.13": ("a-1-py3-none-any.whl",)}
    monkeypatch.setattr("grader.packaging.runtime.fetch_wheels", lambda _: (names, ()))


def files(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_request_gives_the_same_bytes(write_course: WriteCourse) -> None:
    """So that a package can be compared with the one that was uploaded."""
    request = PackageRequest("gradescope", write_course())
    assert build(request).content == build(request).content


@pytest.mark.usefixtures("wheels")
@pytest.mark.parametrize("platform", LAYOUTS)
def test_each_package_is_for_a_platform_that_takes_results(platform: str, write_course: WriteCourse) -> None:
    """What it starts ends in a result of that platform's; and its next step is a sentence."""
    assert find(platform).title == LAYOUTS[platform].title
    made = build(PackageRequest(platform, write_course(), vendor=True))
    started = [
        content.decode(errors="replace")
        for name, content in files(made).items()
        if not name.startswith("onethread/") and "/onethread/" not in name.replace("questions/onethread/", "")
    ]
    assert any(re.search(rf'grade"?,? +"?{platform}\b', re.sub(r"\s+", " ", text)) for text in started)
    assert made.next_step.endswith(".")
    assert "{" not in made.next_step


@pytest.mark.usefixtures("wheels")
@pytest.mark.parametrize("platform", LAYOUTS)
def test_nothing_of_a_solution_is_in_any_package(platform: str, tmp_path: Path) -> None:
    """Of the kit's own exercises: neither the references, nor other answers, nor wrong ones."""
    course = tmp_path / "course.toml"
    course.write_text(COURSE.format(sources=ROOT))
    content = build(PackageRequest(platform, course, vendor=True)).content
    answers = {path.read_bytes() for path in ROOT.glob("solutions/*/*/**/*.py") if path.parent.name != "stub"}
    assert len(answers) > 100
    assert answers.isdisjoint(_all_files(content))


def _all_files(archive: bytes) -> set[bytes]:
    """What is in it, and in the archives in it."""
    found: set[bytes] = set()
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            found |= _all_files(content) if name.endswith(".whl") else {content}
            found |= _files_of_tar(content) if name.endswith(".tar") else set()
    return found


def _files_of_tar(content: bytes) -> set[bytes]:
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        opened = [archive.extractfile(member) for member in archive.getmembers()]
        return {file.read() for file in opened if file}


def test_gradescope_finds_its_two_scripts_at_the_root(write_course: WriteCourse) -> None:
    """In a folder it would find nothing."""
    package = files(build(PackageRequest("gradescope", write_course())))
    assert {"setup.sh", "run_autograder", "onethread/course/course.toml"} <= set(package)


def test_autolabs_handin_is_called_as_the_only_exercise(write_course: WriteCourse) -> None:
    """Several are handed in as an archive."""
    one = build(PackageRequest("autolab", write_course(), ["two-at-once"]))
    assert files(one)["autograde-Makefile"].endswith(b"onethread/course two_at_once.py\n")
    both = build(PackageRequest("autolab", write_course()))
    assert files(both)["autograde-Makefile"].endswith(b"onethread/course handin.zip\n")
    assert both.next_step.endswith("the handin is called handin.zip.")


@pytest.mark.usefixtures("wheels")
def test_where_there_is_no_network_the_wheels_come_unasked(write_course: WriteCourse) -> None:
    """Such a package could never be installed without."""
    package = files(build(PackageRequest("prairielearn", write_course())))
    described = json.loads(package["serverFilesCourse/onethread/package.json"])
    assert described["wheels"] == {"3.13": ["a-1-py3-none-any.whl"]}


@pytest.mark.usefixtures("wheels")
def test_prairielearn_has_a_question_for_each_exercise(write_course: WriteCourse, kit: Path) -> None:
    """With tests of its own, and a text that is neither HTML nor an order of its page."""
    readme = kit / "exercises/01_one_thread/01_two_at_once/README.md"
    readme.write_text("# Two\n\nWait <once> for {{params.x}}.\n")
    package = files(build(PackageRequest("prairielearn", write_course(), vendor=True)))
    page = package["questions/onethread/two-at-once/question.html"].decode()
    assert "Wait &lt;once&gt; for &#123;&#123;params.x&#125;&#125;." in page
    infos = [json.loads(content) for name, content in package.items() if name.endswith("/info.json")]
    assert len({info["uuid"] for info in infos}) == 2
    assert "[exercises.gather-in-order]" not in package["questions/onethread/two-at-once/tests/course.toml"].decode()


def test_requirements_are_exact_and_for_each_python(write_course: WriteCourse) -> None:
    """What was tried here, and nothing newer."""
    package = files(build(PackageRequest("gradescope", write_course())))
    for python in json.loads(package["onethread/package.json"])["pythons"]:
        lines = package[f"onethread/requirements-{python}.txt"].decode().splitlines()
        assert lines
        assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][^ ]*", line) for line in lines)


def test_an_exercise_that_needs_a_newer_python_decides_for_all(
    write_course: WriteCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under an older one it could not be graded, and every submission would look like a failure of the grader."""
    definitions = read_definitions(write_course(), ())
    newer = msgspec.structs.replace(definitions.exercises[0].manifest, python="3.13")
    exercises = (msgspec.structs.replace(definitions.exercises[0], manifest=newer), *definitions.exercises[1:])
    monkeypatch.setattr(building, "read_definitions", lambda *_: replace(definitions, exercises=exercises))
    assert build(PackageRequest("gradescope", write_course())).pythons == ("3.13",)


# ---- what is refused ----


def refusal(request: PackageRequest) -> str:
    with pytest.raises(CatalogError) as raised:
        build(request)
    lines = str(raised.value).splitlines()
    assert len(lines) == 2
    return " ".join(lines)


def test_an_unknown_platform_is_named_with_the_nearest(write_course: WriteCourse) -> None:
    """And with all there are."""
    said = refusal(PackageRequest("gradscope", write_course()))
    assert "There is no platform `gradscope`. Did you mean `gradescope`?" in said


def test_a_platform_without_a_package_has_a_page(write_course: WriteCourse) -> None:
    """Where what it runs is more than a few files, the page says what to set up."""
    assert "docs/platforms/submitty.md says how" in refusal(PackageRequest("submitty", write_course()))


def test_points_that_do_not_add_up_are_refused(write_course: WriteCourse) -> None:
    """Gradescope takes no results that count more or less than its assignment."""
    said = refusal(PackageRequest("gradescope", write_course(), points=20))
    assert "count 10 points together, and not 20" in said
    build(PackageRequest("gradescope", write_course(), points=10))


def test_what_students_can_read_carries_no_secret(
    write_course: WriteCourse, write_hidden: Callable[[], None], kit: Path
) -> None:
    """Classroom 50 publishes its bundles."""
    write_hidden()
    hidden = refusal(PackageRequest("classroom50", write_course('checks = "hidden"')))
    assert "students could read hidden checks" in hidden
    (kit / "key").write_text(SECRET)
    secret = refusal(PackageRequest("classroom50", write_course('seed = { file = "key" }')))
    assert "students could read the secret of the data seeds" in secret


def test_what_is_not_fit_to_grade_is_not_packed(write_course: WriteCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first problem is said."""
    unfit = Proof(Isolation("K2"), 2, 0.1, ("the stub of `two-at-once` earns 3 points", "another"))
    monkeypatch.setattr(building, "prove", lambda *_: unfit)
    assert "the stub of `two-at-once` earns 3 points" in refusal(PackageRequest("gradescope", write_course()))


def test_a_python_that_is_left_out_is_said(write_course: WriteCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it would have needed."""
    pins = replace(find_pins(), missing={"3.10": "a-backport"})
    monkeypatch.setattr("grader.packaging.runtime.find_pins", lambda: pins)
    assert build(PackageRequest("gradescope", write_course())).left_out == ("Python 3.10, which needs `a-backport`",)
