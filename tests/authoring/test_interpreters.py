"""The other Pythons that a check finds."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import grader
from grader.authoring import interpreters
from grader.authoring.interpreters import Interpreters, find_others

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the Pythons here are shell scripts")

MakePython = Callable[..., Path]
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def make_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePython:
    """Write what stands in for a Python, on a `PATH` of its own or where nox keeps environments."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def make(place: str, *said: str, then: str = "exit 0") -> Path:
        python = tmp_path / place
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("\n".join(["#!/bin/sh", *(f"echo {word}" for word in said), then, ""]), encoding="utf-8")
        python.chmod(0o755)
        return python

    return make


def test_first_that_has_the_kit_is_used(make_python: MakePython, tmp_path: Path) -> None:
    """One Python a version, and those that nox made come before those on `PATH`."""
    make_python("bin/python3.98", "3.98", grader.__version__)
    make_python(".nox/lint-3-99/bin/python", "3.99", then="exit 1")
    of_nox = make_python(".nox/tests-3-99/bin/python", "3.99", grader.__version__)
    make_python("bin/python3.99", "3.99", grader.__version__)
    assert find_others(tmp_path) == Interpreters((tmp_path / "bin" / "python3.98", of_nox))


def test_python_without_the_kit_is_told(make_python: MakePython) -> None:
    """It is a Python, and cannot import what the check needs."""
    make_python("bin/python3.99", "3.99", then="exit 1")
    assert find_others(None) == Interpreters((), ("3.99",))


def test_python_with_another_kit_is_told(make_python: MakePython) -> None:
    """What another version of the grader says is no proof of this one's."""
    make_python("bin/python3.99", "3.99", "0.0.0")
    assert find_others(None) == Interpreters((), ("3.99",))


def test_what_only_has_the_name_is_passed_over(make_python: MakePython) -> None:
    """A shim of a version that is not installed is nobody's Python, and neither is a folder or a file of rubbish."""
    make_python("bin/python3.97", then="exit 127")
    (make_python("bin/python3.98").parent / "python3.98").write_bytes(b"\0rubbish")
    (make_python("bin/python3.99-config").parent / "python3.99").mkdir()
    assert find_others(None) == Interpreters()


def test_python_of_our_version_is_not_asked_again(make_python: MakePython) -> None:
    """The check has just been run under it."""
    make_python(f"bin/python{HERE}", HERE, grader.__version__)
    assert find_others(None) == Interpreters()


def test_python_that_never_answers_is_not_waited_for(make_python: MakePython, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up, and what comes after it on `PATH` is tried."""
    monkeypatch.setattr(interpreters, "_MOST_SECONDS", 0.2)
    make_python("bin/python3.99", then="exec /bin/sleep 60")
    assert find_others(None) == Interpreters()


def test_this_python_could_run_the_check() -> None:
    """What is asked of a Python is what ours can answer."""
    assert interpreters._said_by(Path(sys.executable)) == [HERE, grader.__version__]
