"""Kits on disk, whole and broken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.sources import Source
from tests.kit_on_disk import write_exercise


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Three exercises in two chapters."""
    root = tmp_path / "kit"
    write_exercise(root, "01_one_thread", "01_two_at_once")
    write_exercise(root, "01_one_thread", "02_same_thread")
    write_exercise(root, "02_start_together", "01_gather_in_order")
    return root


@pytest.fixture
def load() -> Callable[..., Catalog]:
    """Load the catalog of kits, the first having the last word."""

    def loading(*roots: Path) -> Catalog:
        return load_catalog(Source(root / "exercises", root / "solutions", root) for root in roots)

    return loading
