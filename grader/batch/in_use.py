"""One run at a time in a folder."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from grader.catalog.errors import CatalogError


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder; raises `CatalogError` where another run does.

    A lock that SQLite holds ends with its process, however that ends, on every system.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = sqlite3.connect(folder / ".in-use", timeout=0.0, isolation_level=None)
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise CatalogError("another run is at work in it.", "Wait for its end, or stop it.", where=folder) from None
        yield
    finally:
        held.close()
