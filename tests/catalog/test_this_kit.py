"""The kit's own exercises, as the catalog needs them."""

from pathlib import Path

import pytest

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources

ROOT = Path(__file__).parents[2]
CATALOG = load_catalog(find_sources((ROOT,), ROOT))
each_exercise = pytest.mark.parametrize("exercise", CATALOG.exercises, ids=lambda exercise: exercise.slug)


def test_no_exercise_is_broken() -> None:
    """Every folder of an exercise is one."""
    assert [str(broken.error) for broken in CATALOG.broken] == []


@each_exercise
def test_every_stub_is_kept_as_it_was_shipped(exercise: Exercise) -> None:
    """Without `stub/` beside its solution nobody could tell a stub from a learner's work, or put it back."""
    assert exercise.paths.kept_stub.is_file()


@each_exercise
def test_screens_find_an_opening_and_three_hints(exercise: Exercise) -> None:
    """A README that begins with prose, and `## 1` to `## 3`."""
    assert exercise.opening
    assert len(exercise.hints) == 3
    assert all(exercise.hints)


@each_exercise
def test_what_an_exercise_needs_was_taught_before(exercise: Exercise) -> None:
    """By an exercise that stands before it."""
    before = CATALOG.exercises[: CATALOG.exercises.index(exercise)]
    assert set(exercise.manifest.needs) <= {taught for earlier in before for taught in earlier.manifest.teaches}
