"""Fetching wheels, and saying why they cannot be had."""

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.catalog.errors import CatalogError
from grader.packaging import vendor
from grader.packaging.pins import Pins

PINS = Pins({"3.13": {"a": "1.0"}, "3.12": {"a": "1.0"}}, {})


def wheel(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return content.getvalue()


def pip_that(monkeypatch: pytest.MonkeyPatch, *, says: str = "", writes: dict[str, bytes] | None = None) -> list[str]:
    """Stand in for pip; gives the Pythons that it was asked for."""
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(next(part.partition("=")[2] for part in command if part.startswith("--python-version")))
        folder = Path(command[command.index("--dest") + 1])
        for name, content in (writes or {}).items():
            (folder / name).write_bytes(content)
        return subprocess.CompletedProcess(command, 1 if says else 0, "", says)

    monkeypatch.setattr("subprocess.run", run)
    return asked


def test_a_wheel_for_all_pythons_is_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And each Python knows which are its own."""
    asked = pip_that(monkeypatch, writes={"a-1.0-py3-none-any.whl": wheel("a.py")})
    names, entries = vendor.fetch_wheels(PINS)
    assert asked == ["3.13", "3.12"]
    assert names == {"3.13": ("a-1.0-py3-none-any.whl",), "3.12": ("a-1.0-py3-none-any.whl",)}
    assert [entry.place for entry in entries] == ["a-1.0-py3-none-any.whl"]


def test_pips_last_error_is_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the list of versions that it knows, and without its warnings."""
    said = "WARNING: Retrying\nERROR: Could not find a version that satisfies a==1.0 (from versions: 1, 2)\n"
    pip_that(monkeypatch, says=said + "ERROR: No matching distribution found for a==1.0\n")
    with pytest.raises(CatalogError) as raised:
        vendor.fetch_wheels(PINS)
    first, second = str(raised.value).splitlines()
    assert first.endswith("Python 3.13 could not be fetched (No matching distribution found for a==1.0).")
    assert "network" in second


def test_without_pip_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some tools make environments that have none."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(CatalogError, match="--vendor needs pip"):
        vendor.fetch_wheels(PINS)


def test_a_wheel_that_unpacking_does_not_install_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules in its `.data` would be missing where it is graded; scripts there are not needed."""
    pip_that(monkeypatch, writes={"a.whl": wheel("a-1.0.data/scripts/a")})
    vendor.fetch_wheels(PINS)
    pip_that(monkeypatch, writes={"a.whl": wheel("a-1.0.data/purelib/a.py")})
    with pytest.raises(CatalogError, match=r"a\.whl keeps modules"):
        vendor.fetch_wheels(PINS)
