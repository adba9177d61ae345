"""Definitions that a learner's workspace may have changed."""

import shutil
from pathlib import Path

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.modified import modified_definitions
from grader.catalog.sources import find_sources, installed_source


def copied_kit(tmp_path: Path) -> Path:
    """A workspace with the kit's own exercises."""
    shutil.copytree(installed_source().exercises, tmp_path / "exercises")
    return tmp_path


def two_at_once(workspace: Path) -> Exercise:
    """The first exercise of a workspace."""
    return load_catalog(find_sources((), workspace)).by_slug("two-at-once")


def test_a_fresh_workspace_is_unmodified(tmp_path: Path) -> None:
    """Exercises that are as shipped are not named, whatever the learner's own file says."""
    exercise = two_at_once(copied_kit(tmp_path))
    exercise.paths.stub.write_text("mine = True\n")
    assert modified_definitions([exercise]) == ()


def test_a_changed_check_is_named(tmp_path: Path) -> None:
    """A changed check, world or manifest is named by its exercise."""
    exercise = two_at_once(copied_kit(tmp_path))
    exercise.paths.checks.write_text("async def test_nothing(): pass\n")
    assert modified_definitions([exercise]) == ("two-at-once",)


def test_somebodys_own_exercise_is_not_called_modified(tmp_path: Path) -> None:
    """An exercise that the kit never shipped is not a modified one."""
    workspace = copied_kit(tmp_path)
    folder = workspace / "exercises/01_one_thread/01_two_at_once"
    folder = folder.rename(folder.with_name("01_my_own"))
    manifest = folder / "exercise.toml"
    manifest.write_text(manifest.read_text().replace("two-at-once", "my-own"))
    for old in folder.glob("*two_at_once.py"):
        old.rename(old.with_name(old.name.replace("two_at_once", "my_own")))
    exercise = load_catalog(find_sources((), workspace)).by_slug("my-own")
    assert modified_definitions([exercise]) == ()
