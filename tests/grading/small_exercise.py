"""A small exercise of its own for a test: a world, checks and rules, and what a submission gets for it."""

from pathlib import Path
from textwrap import dedent

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.model.report import ExerciseResult

_MANIFEST = """\
format = 1
slug = "small"
version = "1.0.0"
title = "Small"
teaches = []
needs = []
entry = "main"

[time]
sequential = {sequential}
target = {target}

[rules]
threads = 1
cancel_sweep = {cancel_sweep}
schedules = {schedules}

[stub]
verdict = "still-sequential"
"""


def make_exercise(
    folder: Path, world: str, checks: str, *, target: float, cancel_sweep: bool = False, schedules: int = 1
) -> Exercise:
    """Write the exercise and load it; its stub takes twice the target in one sleep."""
    home = folder / "exercises" / "01_only" / "01_small"
    home.mkdir(parents=True)
    sweep = str(cancel_sweep).lower()
    manifest = _MANIFEST.format(sequential=2 * target, target=target, cancel_sweep=sweep, schedules=schedules)
    stub = f"import time\n\n\ndef main():\n    time.sleep({2 * target})\n"
    files = {"exercise.toml": manifest, "small.py": stub, "README.md": "# Small\n\nSmall.\n", "hints.md": "## 1\n\nA\n"}
    files |= {"world.py": dedent(world), "test_small.py": dedent(checks)}
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    return load_catalog(find_sources((), folder)).by_slug("small")


def grade_text(exercise: Exercise, text: str, *, seed: int = 0, schedules: int | None = None) -> ExerciseResult:
    """What a submission gets."""
    submitted = SubmittedText(dedent(text), exercise.paths.stub, exercise.file_name)
    request = GradingRequest(((exercise, submitted),), seed=seed, schedules=schedules)
    return grade(request).exercises[0]
