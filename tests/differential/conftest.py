"""Runner processes for all of the differential test."""

import gc
from collections.abc import Iterator

import pytest

from grader.judge.launch import Launcher, launcher


@pytest.fixture(scope="package")
def runners() -> Iterator[Launcher]:
    """Where runner processes come from."""
    made = launcher()
    # The reference collects garbage whenever its program is quiet; what pytest holds need not be looked at each time.
    gc.collect()
    gc.freeze()
    yield made
    gc.unfreeze()
    made.close()
