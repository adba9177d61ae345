"""Plain command lines are read without the library for command lines, and mean what it would make of them."""

import inspect
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cli import verbs
from grader.cli.app import command
from grader.cli.quick import arguments_of

ROOT = Path(__file__).parents[2]

PLAIN = (
    "grade",
    "grade two-at-once",
    "grade two-at-once 01_one_thread --all",
    "grade --schedules 100 two-at-once --seed=7",
    "grade --submission a.zip --json - --html out.html --require-level k2 --plain",
    "grade --sources one --sources two --checks hidden --course course.toml --platform gradescope",
    "list --json",
    "next",
    "show two-at-once",
    "hint two-at-once",
    "hint two-at-once 2 --sources kit",
    "run two_at_once.py --real --seed 3",
    "solution two-at-once",
    "reset two-at-once",
    "init folder",
    "package gradescope two-at-once same-thread --course c.toml --out p.zip --vendor --force",
    "doctor",
    "batch handed-in --out out --workers 2 --only ann --only bob --since 2026-11-20T18:00 --shard 1/3",
    "merge one two --out all --anonymous --compare before",
    "author new slug --chapter 01_one --title=Title",
    "author check slug --mutants --by-hand --python /usr/bin/python3 --workers 2",
)
UNUSUAL = (
    "",
    "--help",
    "grade --help",
    "lst",
    "author",
    "author check --no-such",
    "grade --schedules",
    "grade --schedules 0",
    "grade --schedules many",
    "grade --seed -1",
    "grade --seed 1_000",
    "grade --seed 99999999999",
    "grade --seed 1 --seed 2",
    "grade --json --html",
    "grade --all=yes",
    "grade -- two-at-once",
    "grade -",
    "grade --json=",
    "hint",
    "hint two-at-once 0",
    "hint two-at-once 1 2",
    "package gradescope --out p.zip",
    "package gradescope --course c.toml --out p.zip --points 10",
)


def called_by_typer(line: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a verb gets, given its defaults; typer says of an empty list that it is one."""
    calls: list[dict[str, Any]] = []

    def load(place: str) -> Callable[..., Any]:
        verb = real_load(place)

        def note(*args: Any, **kwargs: Any) -> None:
            calls.append(dict(inspect.signature(verb).bind(*args, **kwargs).arguments))

        note.__signature__ = inspect.signature(verb)  # type: ignore[attr-defined]
        note.__annotations__ = verb.__annotations__
        return note

    real_load = verbs.load
    monkeypatch.setattr("grader.cli.app.load", load)
    command.cache_clear()
    try:
        command().main(line.split(), prog_name="grader", standalone_mode=False)
    finally:
        command.cache_clear()
    (call,) = calls
    return {name: value or None if isinstance(value, list | tuple) else value for name, value in call.items()}


def called_quickly(line: str) -> dict[str, Any] | None:
    found = verbs.find(line.split())
    arguments = arguments_of(*found) if found else None
    if found is None or arguments is None:
        return None
    bound = inspect.signature(found[0]).bind(**arguments)
    bound.apply_defaults()
    return dict(bound.arguments)


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_means_what_typer_makes_of_it(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Value by value."""
    assert called_quickly(line) == called_by_typer(line, monkeypatch)


@pytest.mark.parametrize("line", UNUSUAL)
def test_an_unusual_line_is_left_to_typer(line: str) -> None:
    """Which knows what to say of it."""
    assert called_quickly(line) is None


def test_an_empty_value_is_left_to_typer() -> None:
    """A path of nothing is one only by accident."""
    (verb, _) = verbs.find(["grade"]) or (None, None)
    assert verb is not None
    assert arguments_of(verb, ["--json", ""]) is None


def test_a_plain_line_loads_no_library_for_command_lines(tmp_path: Path) -> None:
    """Typer builds on libraries that take longer to load than a verb to do its work."""
    code = (
        "import sys; from grader.cli.main import main; main(['list', '--json', '--sources', sys.argv[1]]);"
        "sys.exit(sum(name in sys.modules for name in ('typer', 'click', 'pydantic')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code, str(ROOT)], env=environment, capture_output=True, check=False)
    assert done.returncode == 0
