"""A course of two small exercises, with hidden checks and a secret where a test wants them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit_on_disk import write_exercise

WriteCourse = Callable[..., Path]

COURSE = """\
format = 1
title = "{title}"
{more}
[exercises.two-at-once]
points = 4
[exercises.gather-in-order]
points = 6
due = 2026-11-20T23:59:00+01:00
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The exercises, in the folder of the course."""
    root = tmp_path / "kit"
    write_exercise(root, "01_one_thread", "01_two_at_once")
    write_exercise(root, "02_start_together", "01_gather_in_order")
    return root


@pytest.fixture
def write_course(kit: Path) -> WriteCourse:
    """Write the course's file."""

    def writing(more: str = "", title: str = "CS 210") -> Path:
        path = kit / "course.toml"
        path.write_text(COURSE.format(more=more, title=title))
        return path

    return writing


@pytest.fixture
def write_hidden(kit: Path) -> Callable[[], None]:
    """Write hidden checks, with something beside them that they use."""

    def writing() -> None:
        folder = kit / "hidden" / "two-at-once"
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "test_more.py").write_text("async def test_more(submission): ...\n")
        (folder / "answers.json").write_text("{}")
        (folder / "__pycache__" / "test_more.pyc").write_text("")
        # Of an exercise that is not in the course.
        (kit / "hidden" / "other").mkdir()
        (kit / "hidden" / "other" / "test_other.py").write_text("")

    return writing
