"""Where a result is written: all that an adapter may know of the machine it runs on."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TextIO

from grader.model.report import Report
from grader.platforms.errors import MissingSurroundings

Drawn = Callable[[Report], str]


def _nothing(_: Report) -> str:
    return ""


@dataclass(frozen=True)
class Surroundings:
    """A platform's variables, folders and standard output; another `root` is for trying it out elsewhere."""

    environment: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path("/")
    folder: Path = Path()
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    page: Drawn = _nothing
    """Draws a report as Markdown."""
    screen: Drawn = _nothing
    """Draws a report as plain lines of text, for a monospaced block."""

    def path(self, place: PurePosixPath) -> Path:
        """Where a place lies: under the root when it is absolute, else in the working folder."""
        return self.root / place.relative_to("/") if place.is_absolute() else self.folder / place

    def needed(self, variable: str, what: str) -> str:
        """A variable that the platform sets; raises `MissingSurroundings` where it did not."""
        value = self.environment.get(variable, "")
        if not value:
            raise MissingSurroundings(variable, what)
        return value
