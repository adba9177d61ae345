"""A small exercise of its own for each test, graded as a real one is."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText
from grader.grading import GradingRequest, grade
from grader.model.report import CheckResult, ExerciseResult
from tests.kit_on_disk import write_exercise

WORLD = '''
import asyncio
import random

page = "<h1>1</h1>"
visits = 0


class Shop:
    """Sells things."""

    async def buy(self, thing: str) -> str:
        await asyncio.sleep(0.5)
        return thing.upper()


async def download(part: int = 0) -> str:
    """Takes 1 s."""
    global visits
    visits += 1
    await asyncio.sleep(1)
    return page + str(part)


def configure(rng: random.Random, title: str = "") -> None:
    global page
    page = f"<h1>{title or rng.randrange(100)}</h1>"
'''


class Lab:
    """One exercise: its checks are written by the test, and texts are graded for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = write_exercise(root, "01_lab", "01_lab")
        (self.folder / "world.py").write_text(WORLD)
        self.checks("async def test_nothing(): ...")

    def checks(self, text: str) -> None:
        """Replace the checks."""
        (self.folder / "test_lab.py").write_text("import asyncio\nimport pytest\n\n" + dedent(text))

    @property
    def exercise(self) -> Exercise:
        return load_catalog(find_sources((), self.root)).by_slug("lab")

    def submission(self, text: str) -> tuple[Exercise, SubmittedText]:
        """A text as it is handed in."""
        return self.exercise, SubmittedText(dedent(text), self.exercise.paths.stub, self.exercise.file_name)

    def grade(self, text: str = "async def main(): ...", *, hidden: Path | None = None) -> ExerciseResult:
        """Grade one text."""
        (result,) = grade(GradingRequest((self.submission(text),), schedules=0, checks=hidden)).exercises
        return result

    def written(self, result: ExerciseResult) -> Sequence[CheckResult]:
        """The checks that an author wrote: those behind the four that nobody has to write."""
        return result.checks[4:]


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """An exercise in a folder of its own."""
    return Lab(tmp_path / "kit")
