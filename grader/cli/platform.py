"""Telling a platform what was graded, in its own words and at its own place."""

import io
import os
import sys
from pathlib import Path

from rich.console import Console

from grader.cli.errors import RequestError
from grader.model.report import Report
from grader.model.verdict import Verdict
from grader.platforms import Platform, Surroundings, UnknownPlatform, find
from grader.reporters.markdown import to_markdown
from grader.reporters.terminal.screen import Screen, print_lines
from grader.reporters.terminal.verdict import verdict_view

ROOT = "ONETHREAD_PLATFORM_ROOT"
"""Names the folder that stands in for `/` where a platform is tried out without being there."""


def platform_named(name: str) -> Platform:
    """The platform that was asked for; raises `RequestError`."""
    try:
        return find(name)
    except UnknownPlatform as error:
        raise RequestError(f"--platform {error}", f"It takes one of {', '.join(error.known)}.") from None


def surroundings_here() -> Surroundings:
    """What the process sees of its platform."""
    root = Path(os.environ.get(ROOT) or "/")
    return Surroundings(os.environ, root, Path(), sys.stdout, to_markdown, _drawn)


def _drawn(report: Report) -> str:
    """The screen of whatever did not pass, as plain text."""
    text = io.StringIO()
    console = Console(file=text, width=80, color_system=None, highlight=False, emoji=False, markup=False)
    for result in report.exercises:
        if result.verdict not in {None, Verdict.PASSED}:
            print_lines(console, [*verdict_view(result, Screen())])
            text.write("\n")
    return text.getvalue()
