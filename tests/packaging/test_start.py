"""What runs on a platform before anything is installed."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.packaging.runtime import file_text

HERE = ".".join(map(str, sys.version_info[:2]))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="platforms run Linux")

# Stands in for the grader: tells its arguments, and what it could import.
GRADER = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "safe": sys.flags.isolated, "cwd": os.getcwd()}))
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a grader of one file."""
    folder = tmp_path / "onethread"
    (folder / "wheels").mkdir(parents=True)
    for name in ("start.sh", "start.py"):
        (folder / name).write_text(file_text(name))
    with zipfile.ZipFile(folder / "wheels" / "grader.whl", "w") as wheel:
        wheel.writestr("grader/__init__.py", "")
        wheel.writestr("grader/__main__.py", GRADER)
        wheel.writestr("grader/packaging/__init__.py", "")
        wheel.writestr("grader/packaging/__main__.py", "import sys; sys.exit(7)")
    describe(folder)
    (tmp_path / "course").mkdir()
    return folder


def describe(folder: Path, *, pythons: tuple[str, ...] = (HERE,), machine: str | None = None) -> None:
    import platform

    wheels: dict[str, list[str]] = {python: [] for python in pythons}
    wheels = {python: ["grader.whl"] for python in wheels}
    package = {
        "format": 1,
        "grader": "grader.whl",
        "pythons": pythons,
        "wheels": wheels,
        "machine": machine or platform.machine(),
    }
    (folder / "package.json").write_text(json.dumps(package, sort_keys=True))


def start(package: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(package / "start.sh"), *arguments]
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        command, cwd=folder or package.parent, env={"PATH": path}, capture_output=True, text=True, check=False
    )


def test_grading_installs_first_and_names_everything(package: Path) -> None:
    """The platform, the course, what was handed in, and whatever else was said."""
    ran = start(package, "grade", "gradescope", "course", "handed-in", "two-at-once")
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["arguments"] == [
        *("grade", "--platform", "gradescope", "--course", "course/course.toml"),
        *("--submission", "handed-in", "two-at-once"),
    ]
    assert (package / "env" / "ready").is_file()


def test_a_second_grading_finds_the_first_ones_installation(package: Path) -> None:
    """In an image it was made long before."""
    start(package, "install")
    (package / "wheels" / "grader.whl").unlink()
    assert start(package, "grade", "gradescope", "course", "handed-in").returncode == 0


def test_an_installation_that_was_broken_off_is_made_anew(package: Path) -> None:
    """What says that it is ready is written last."""
    start(package, "install")
    (package / "env" / "ready").unlink()
    (package / "env" / "lib" / f"python{HERE}" / "site-packages" / "grader" / "__main__.py").write_text("broken")
    assert start(package, "grade", "gradescope", "course", "handed-in").returncode == 0


def test_modules_where_the_student_works_are_not_imported(package: Path, tmp_path: Path) -> None:
    """Nothing starts with the working folder on its path."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("json", "venv", "zipfile", "grader", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit('mine')")
    ran = start(package, "grade", "classroom50", "../course", ".", folder=folder)
    assert (ran.returncode, json.loads(ran.stdout)["safe"]) == (0, 1)


def test_definitions_are_closed_to_other_users(package: Path, tmp_path: Path) -> None:
    """Where root grades, a submission is another user, and unzipping may have lost the modes."""
    (tmp_path / "course").chmod(0o755)
    start(package, "grade", "gradescope", "course", "handed-in")
    assert (tmp_path / "course").stat().st_mode & 0o777 == 0o700


def test_installing_with_a_course_ends_as_the_proof_does(package: Path) -> None:
    """So that an image that cannot grade is not built."""
    assert start(package, "install", "course").returncode == 7


def test_a_machine_without_the_right_python_says_which_it_needs(package: Path) -> None:
    """The package may have been made by another."""
    describe(package, pythons=("3.98", "3.99"))
    ran = start(package, "grade", "gradescope", "course", "handed-in")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.splitlines() == [
        "onethread: this machine has no Python that the package was made for.",
        'It needs one of "3.98", "3.99" on PATH, on Linux.',
    ]


def test_wheels_for_another_processor_do_not_fit(package: Path) -> None:
    """They would fail at the first import instead."""
    describe(package, machine="pdp11")
    assert start(package, "grade", "gradescope", "course", "handed-in").returncode == 3


def test_a_wheel_that_is_missing_is_an_error_of_one_line(package: Path) -> None:
    """And never a traceback, which students may see."""
    (package / "wheels" / "grader.whl").unlink()
    ran = start(package, "grade", "gradescope", "course", "handed-in")
    assert ran.returncode == 3
    assert len(ran.stderr.splitlines()) == 1
    assert "could not be installed" in ran.stderr


def test_an_unwritable_package_installs_elsewhere(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some platforms hand a package out read-only."""
    import os

    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    package.chmod(0o555)
    ran = start(package, "grade", "gradescope", "course", "handed-in")
    package.chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    assert not (package / "env").exists()
