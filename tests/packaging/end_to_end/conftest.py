"""Packages as they are uploaded, and machines to run them on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.packaging.archive import zip_of
from grader.packaging.definitions import read_definitions
from grader.packaging.layout import Material
from grader.packaging.pins import HERE, Pins, find_pins
from grader.packaging.platforms import layout_for
from grader.packaging.runtime import Runtime, make_runtime
from tests.packaging.stand_in import why_not
from tests.packaging.submissions import COURSE, HIDDEN_CHECK, ROOT, SLUGS, submission

Packed = Callable[..., Path]
HandedIn = Callable[[str, Path], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here takes its time, and a system that can set up machines."""
    reason = why_not()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.packages)
            item.add_marker(pytest.mark.timeout(600))
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    """What packages have in common, with the wheels for this Python: the other Pythons' are fetched alike."""
    pins = Pins({HERE: find_pins().of[HERE]}, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.packaging.runtime.find_pins", lambda: pins)
        return make_runtime(vendor=True)


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of two exercises."""
    path = tmp_path_factory.mktemp("course") / "course.toml"
    path.write_text(COURSE.format(sources=ROOT))
    return path


@pytest.fixture(scope="session")
def private_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a hidden check and a secret."""
    folder = tmp_path_factory.mktemp("private")
    (folder / "hidden" / "two-at-once").mkdir(parents=True)
    (folder / "hidden" / "two-at-once" / "test_hidden.py").write_text(HIDDEN_CHECK)
    (folder / "secret").write_text("0123456789abcdef")
    path = folder / "course.toml"
    top, exercises = COURSE.format(sources=ROOT).split("[exercises", 1)
    path.write_text(f'{top}checks = "hidden"\nseed = {{file = "secret"}}\n[exercises{exercises}')
    return path


@pytest.fixture(scope="session")
def packed(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Make the package of a platform."""

    def packing(platform: str, course: Path, *names: str) -> Path:
        material = Material(read_definitions(course, names), runtime)
        path = tmp_path_factory.mktemp(platform) / "package.zip"
        path.write_bytes(zip_of(layout_for(platform).entries(material)))
        return path

    return packing


@pytest.fixture
def hand_in() -> HandedIn:
    """Put what a student of that kind wrote into a folder."""

    def handing_in(kind: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for slug in SLUGS:
            (folder / f"{slug.replace('-', '_')}.py").write_text(submission(kind, slug))

    return handing_in
