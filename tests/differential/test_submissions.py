"""The differential test on what learners hand in: stubs, references, accepted and known-wrong answers."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.judge.runners import Launcher
from tests.differential.outcome import Outcome
from tests.differential.reference import run_on_one_loop
from tests.differential.rooms import run_in_two_rooms

ROOT = Path(__file__).parents[2]
CHAPTERS = ["01_one_thread"]

# A coroutine that a submission throws away is reported by whichever test the garbage collector runs in.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")

# Hands the world a task, which cannot cross: one loop would let it.
UNCROSSABLE = {"passes_the_task_on.py"}

# These reach for what a submission may not have: one loop would give it to them.
BEYOND = {"extra-loop", "not-single-threaded", "import-error", "syntax-error"}


def submissions() -> Iterator[tuple[Path, Path]]:
    """The folder of an exercise and a file handed in for it."""
    for chapter in CHAPTERS:
        for manifest in sorted((ROOT / "exercises" / chapter).glob("*/exercise.toml")):
            exercise = manifest.parent
            solutions = ROOT / "solutions" / chapter / exercise.name
            stubs = [file for file in exercise.glob("*.py") if file.name != "world.py" and file.name[:5] != "test_"]
            for file in [*stubs, *sorted(solutions.rglob("*.py"))]:
                if file.parent.name not in BEYOND and file.name not in UNCROSSABLE:
                    yield exercise, file


def without_identities(outcome: Outcome) -> Outcome:
    """Addresses and numbers of threads differ from process to process."""
    result = re.sub(r"0x[0-9a-f]+|\b\d{12,}\b|(?<=[{\[])1(?=[\]},])|(?<=, )1(?=[\]},])", "…", outcome.result)
    return replace(outcome, result=result)


@pytest.mark.parametrize(
    ("exercise", "file"), [pytest.param(*each, id=str(each[1].relative_to(ROOT))) for each in submissions()]
)
def test_submission_cannot_be_told_from_one_loop(runners: Launcher, exercise: Path, file: Path) -> None:
    """What is handed in comes to the same in two rooms as on one loop."""
    entry = tomllib.loads((exercise / "exercise.toml").read_text(encoding="utf-8")).get("entry", "main")
    in_rooms = run_in_two_rooms(runners, exercise / "world.py", file, entry)
    on_one_loop = run_on_one_loop(exercise / "world.py", file, entry)
    assert without_identities(in_rooms) == without_identities(on_one_loop)
