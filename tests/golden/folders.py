"""What golden folders hold, and what the kit says of their submissions."""

import io
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from grader.catalog.catalog import Catalog, load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources
from grader.catalog.submission import SubmittedText, Unreadable, read_submission
from grader.grading import GradingRequest, grade
from grader.model.report import Hashes, Isolation, Report
from grader.reporters.html.page import to_html
from grader.reporters.json import to_json
from grader.reporters.junit import to_junit
from grader.reporters.markdown import to_markdown
from grader.reporters.terminal.plain import plain_verdict
from grader.reporters.terminal.screen import Commands, Screen, print_lines
from grader.reporters.terminal.verdict import verdict_view

HERE = Path(__file__).parent
SCREEN = Screen(80, commands=Commands("nox -s grader --", "nox -s grade"))


def folders(names: Iterable[str] = ()) -> list[Path]:
    """The folders of these names; of none, all."""
    return [HERE / name for name in names] or sorted(path for path in HERE.glob("*--*") if path.is_dir())


def said_of(chosen: Iterable[Path]) -> dict[Path, dict[str, str]]:
    """For each folder the files that belong into it, and what has to stand in them."""
    chosen = list(chosen)
    catalog = load_catalog(find_sources((), HERE))
    report = grade(GradingRequest(tuple(_submission(folder, catalog) for folder in chosen)))
    return {folder: _files(folder, _alone(report, index)) for index, folder in enumerate(chosen)}


def _submission(folder: Path, catalog: Catalog) -> tuple[Exercise, SubmittedText | Unreadable]:
    exercise = catalog.by_slug(folder.name.partition("--")[0])
    return exercise, read_submission(folder / exercise.file_name)


def _alone(report: Report, index: int) -> Report:
    """The report of one submission, as it would be on any machine."""
    result = report.exercises[index]
    return msgspec.structs.replace(
        report,
        grader="0",
        python="3",
        isolation=Isolation("K2"),
        hashes=Hashes("", "", ""),
        definitions_modified=False,
        points=result.points,
        max_points=result.max_points,
        exercises=(result,),
        measured={},
    )


def _files(folder: Path, report: Report) -> dict[str, str]:
    always: dict[str, Callable[[Report], str]] = {
        "report.json": to_json,
        "verdict.txt": _screen,
        "plain.txt": _sentences,
        "summary.md": to_markdown,
    }
    where_there: dict[str, Callable[[Report], str]] = {
        "page.html": partial(to_html, commands=SCREEN.commands),
        "junit.xml": to_junit,
    }
    wanted = {**always, **{name: write for name, write in where_there.items() if (folder / name).exists()}}
    return {name: write(report) for name, write in wanted.items()}


def _screen(report: Report) -> str:
    return _printed(verdict_view(report.exercises[0], SCREEN))


def _sentences(report: Report) -> str:
    return _printed(plain_verdict(report.exercises[0], SCREEN))


def _printed(lines: Iterable[Text]) -> str:
    console = Console(file=io.StringIO(), width=SCREEN.width, color_system=None)
    with console.capture() as capture:
        print_lines(console, lines)
    return capture.get()
