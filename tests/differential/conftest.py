"""Runner processes for all of the differential test."""

from collections.abc import Iterator

import pytest

from grader.judge.launch import launcher
from grader.judge.runners import Launcher


@pytest.fixture(scope="package")
def runners() -> Iterator[Launcher]:
    """Where runner processes come from."""
    made = launcher()
    yield made
    made.close()
