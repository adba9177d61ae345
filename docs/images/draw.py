"""Draws the pictures of the README: real gradings of the kit's stubs, as SVG.

Run from the top of the repository: `python docs/images/draw.py`.
"""

import io
import re
from pathlib import Path

from rich.console import Console

from grader.catalog.catalog import load_catalog
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, read_submission
from grader.grading import GradingRequest, grade
from grader.reporters.terminal.screen import Commands, Screen, print_lines
from grader.reporters.terminal.verdict import verdict_view

WIDTH = 80
HERE = Path(__file__).parent

# rich's SVG asks a server for its font; a picture of ours loads nothing from elsewhere.
_REMOTE_FONTS = re.compile(r"@font-face\s*\{[^}]*\}", re.DOTALL)


def draw(slug: str, title: str, target: Path) -> None:
    """Grade a stub and draw what its learner would see."""
    exercise = load_catalog(find_sources((), Path.cwd())).by_slug(slug)
    submitted = read_submission(exercise.paths.stub, exercise.file_name)
    assert isinstance(submitted, SubmittedText)
    result = grade(GradingRequest(((exercise, submitted),))).exercises[0]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    commands = Commands("nox -s grader --", "nox -s grade")
    print_lines(console, verdict_view(result, Screen(WIDTH, commands=commands)))
    target.write_text(_REMOTE_FONTS.sub("", console.export_svg(title=title)), encoding="utf-8")


if __name__ == "__main__":
    draw("two-at-once", "nox -s grade -- two-at-once", HERE / "verdict.svg")
