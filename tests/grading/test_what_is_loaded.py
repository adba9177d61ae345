"""A cold grading loads what it uses: counted in modules and classes, since seconds differ from machine to machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Of other verbs and other outputs, and libraries that only they use.
FOREIGN = (
    "grader.authoring",
    "grader.batch",
    "grader.packaging",
    "grader.platforms",
    "grader.reporters.html",
    "grader.reporters.junit",
    "grader.reporters.markdown",
    "grader.simulation",
    "dask",
    "freezegun",
    "jinja2",
    "pydantic",
    "rich.markdown",
    "sqlite3",
    "typer",
)
# Of the clock, which other projects use without the rest.
DATACLASSES = {"grader.clock.blocking", "grader.clock.waits"}


def loaded_by(code: str) -> dict[str, bool]:
    """The modules that a new process has loaded, and whether each defines a dataclass."""
    tell = (
        "import dataclasses, json, sys\n"
        "defines = lambda name: any(dataclasses.is_dataclass(each) and each.__module__ == name"
        " for each in list(vars(sys.modules[name]).values()) if isinstance(each, type))\n"
        "print(json.dumps({name: defines(name) for name in list(sys.modules)}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", f"{code}\n{tell}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    modules: dict[str, bool] = json.loads(done.stdout)
    return modules


GRADING = "import grader.cli.main, grader.cli.grade, grader.cli.course, grader.cli.grading, grader.grading.in_session"


def test_a_grading_loads_nothing_of_other_verbs() -> None:
    """Nor of reports that nobody asked for."""
    loaded = loaded_by(GRADING)
    assert "grader.testing.harness" in loaded
    assert [name for name in loaded if name.startswith(FOREIGN)] == []


def test_what_a_grading_loads_defines_no_dataclasses() -> None:
    """One costs as much as twenty structs: half a millisecond, eighty times."""
    loaded = loaded_by(GRADING)
    assert {name for name, defines in loaded.items() if defines and name.startswith("grader.")} <= DATACLASSES


def test_the_runners_process_is_started_before_pytest_is_loaded() -> None:
    """So that both get ready side by side."""
    loaded = loaded_by("import grader.grading")
    assert "grader.judge.launch" in loaded
    assert [name for name in loaded if name.startswith(("pytest", "_pytest", "rich", "grader.explain"))] == []
