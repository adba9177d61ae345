"""The wheel in a package: the grader that runs, and nothing of what it must not give away."""

import csv
import io
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import grader
from grader.catalog.errors import CatalogError
from grader.packaging.wheel import grader_wheel


@pytest.fixture(scope="module")
def wheel() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(grader_wheel().content))


def test_it_has_neither_exercises_nor_solutions(wheel: zipfile.ZipFile) -> None:
    """Those of a package are the course's, and solutions are nobody's."""
    names = wheel.namelist()
    assert "grader/cli/main.py" in names
    assert not [name for name in names if "_solutions" in name or "_exercises" in name or "__pycache__" in name]


def test_no_file_of_it_is_a_solution(wheel: zipfile.ZipFile) -> None:
    """Under no other name either."""
    solutions = Path(grader.__file__).parents[1].glob("solutions/*/*/*.py")
    texts = {path.read_bytes() for path in solutions}
    assert texts
    assert texts.isdisjoint(wheel.read(name) for name in wheel.namelist())


def test_its_record_is_true(wheel: zipfile.ZipFile) -> None:
    """Every file is listed with its hash and size, as installers check."""
    record = next(name for name in wheel.namelist() if name.endswith("/RECORD"))
    rows = {place: (digest, size) for place, digest, size in csv.reader(io.StringIO(wheel.read(record).decode()))}
    assert rows.pop(record) == ("", "")
    assert set(rows) | {record} == set(wheel.namelist())
    for place, (digest, size) in rows.items():
        content = wheel.read(place)
        expected = urlsafe_b64encode(sha256(content).digest()).decode().rstrip("=")
        assert (digest, size) == (f"sha256={expected}", str(len(content)))


def test_an_installed_grader_makes_the_same_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """No checkout is needed, and no build tool: the bytes are those that the checkout gives."""
    wheel.extractall(tmp_path)
    # What an installation has besides.
    for folder in ("_solutions", "_exercises", "__pycache__"):
        (tmp_path / "grader" / folder).mkdir()
        (tmp_path / "grader" / folder / "x.py").touch()
    program = (
        "import sys; from grader.packaging.wheel import grader_wheel; sys.stdout.buffer.write(grader_wheel().content)"
    )
    made = subprocess.run(
        [sys.executable, "-P", "-c", program], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, check=True
    )
    assert made.stdout == grader_wheel().content


def test_a_grader_that_was_never_installed_cannot_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no metadata to say what it needs."""

    def nothing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("grader.packaging.wheel.distribution", nothing)
    with pytest.raises(CatalogError, match="never installed"):
        grader_wheel()


def test_an_installation_of_another_version_is_not_mistaken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its needs may be others."""
    monkeypatch.setattr(grader, "__version__", "9.9.9")
    with pytest.raises(CatalogError, match=r"9\.9\.9, and what is installed"):
        grader_wheel()
