"""What is shipped."""

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PARTS = ["pyproject.toml", "README.md", "LICENSE", "grader"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from the engine with one small exercise."""
    source = tmp_path_factory.mktemp("source")
    root = Path(__file__).parents[2]
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, source / part)
        else:
            shutil.copy(root / part, source / part)
    for file in (
        "exercises/01_a/01_b/exercise.toml",
        "exercises/01_a/01_b/b.py",
        "exercises/01_a/01_b/__pycache__/b.pyc",
        "solutions/01_a/01_b/b.py",
        "tests/test_b.py",
    ):
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        (source / file).touch()
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(source / "dist")]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    (built,) = (source / "dist").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_carries_exercises_inside_the_package(wheel: list[str]) -> None:
    """Exercises and solutions lie under grader/, where no other distribution has any."""
    assert "grader/_exercises/01_a/01_b/exercise.toml" in wheel
    assert "grader/_solutions/01_a/01_b/b.py" in wheel


def test_the_wheel_has_no_other_package(wheel: list[str]) -> None:
    """Nothing of the repository but grader/ becomes importable."""
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"grader", "onethread-0.1.0.dist-info"}


def test_the_wheel_is_typed_and_clean(wheel: list[str]) -> None:
    """The marker for type checkers is in, caches are not."""
    assert "grader/py.typed" in wheel
    assert not [name for name in wheel if "__pycache__" in name]


def test_the_package_itself_imports_nothing(root: Path) -> None:
    """`import grader` costs nothing, so that the runner may start from any part of it."""
    tree = ast.parse((root / "grader" / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_version_is_said_once_in_each_place(root: Path) -> None:
    """pyproject.toml and grader.__version__ agree."""
    init = (root / "grader" / "__init__.py").read_text(encoding="utf-8")
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert '__version__ = "0.1.0"' in init
    assert 'version = "0.1.0"' in project


def test_the_wheel_carries_the_templates_of_the_page(wheel: list[str]) -> None:
    """What is no Python is shipped too."""
    shipped = {name.rpartition("/")[2] for name in wheel if name.startswith("grader/reporters/html/templates/")}
    assert shipped == {"page.html", "exercise.html", "picture.html", "marks.svg", "style.css"}
