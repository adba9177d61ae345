"""`grader run`: one run of a file, in virtual time or in real time, without judging it."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from grader.catalog.exercise import Exercise
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Kit, Sources, from_here, open_kit, the_one
from grader.cli.signature import Argument, Option

if TYPE_CHECKING:
    from rich.text import Text

    from grader.grading.rehearsal import Rehearsal
    from grader.reporters.terminal.screen import Screen

_What = Annotated[str, Argument(metavar="SLUG|FILE", show_default=False, help="An exercise, or a file for it.")]
_Real = Annotated[bool, Option("--real", help="Run it with Python, in real time, as if by hand.")]
_Seed = Annotated[int, Option(min=0, metavar="N", help="Seed of the data.")]


def run(what: _What, *, real: _Real = False, seed: _Seed = 0, sources: Sources = None) -> ExitCode:
    """Run a file once on the virtual clock: what it prints and when, what it returns, where its time went."""
    exercise, path = _meant(open_kit(sources), what)
    return _run_for_real(exercise, path) if real else _rehearse(exercise, path, seed)


def _meant(kit: Kit, what: str) -> tuple[Exercise, Path]:
    """The exercise and the file: a slug means the file of the workspace, a file the exercise of its name."""
    path = Path(what)
    if path.suffix != ".py" and not path.is_file():
        exercise = the_one(kit, what)
        return exercise, exercise.paths.stub
    for exercise in kit.catalog.exercises:
        own_folders = (exercise.folder.resolve(), exercise.paths.solution.resolve())
        if exercise.file_name == path.name or any(folder in path.resolve().parents for folder in own_folders):
            return exercise, path
    raise RequestError(
        f"{what}: no exercise asks for a file of this name, so there is no world for it to run in.",
        "Name an exercise (`list` shows them), or a file called like an exercise's.",
    )


def _run_for_real(exercise: Exercise, path: Path) -> ExitCode:
    if not path.is_file():
        raise RequestError(f"{path}: there is no such file.", "Name a file that exists.")
    # The folder of the exercise is where `from world import …` looks.
    code = (
        "import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-c", code, str(exercise.folder), str(path.resolve())]
    ended = subprocess.run(command, check=False)
    return ExitCode.PASSED if ended.returncode == 0 else ExitCode.NOT_PASSED


def _rehearse(exercise: Exercise, path: Path, seed: int) -> ExitCode:
    from grader.catalog.submission import Unreadable, read_submission
    from grader.cli.console import console_for
    from grader.grading.rehearsal import rehearse
    from grader.reporters.terminal.screen import print_lines

    submitted = read_submission(path, from_here(path))
    if isinstance(submitted, Unreadable):
        raise RequestError(submitted.sentence, "Then run it again.")
    rehearsal = rehearse(exercise, submitted, seed)
    console, screen = console_for(sys.stdout)
    print_lines(console, _shown(rehearsal, screen))
    return ExitCode.PASSED if rehearsal.trouble is None else ExitCode.NOT_PASSED


def _shown(rehearsal: "Rehearsal", screen: "Screen") -> "list[Text]":
    from rich.text import Text

    from grader.model.safe_text import safe_line
    from grader.model.units import seconds
    from grader.reporters.terminal.timeline import draw_timeline

    width = max((len(seconds(line.at)) for line in rehearsal.lines), default=0)
    lines = [
        Text.assemble((f" {seconds(line.at):>{width}}  ", "dim"), safe_line(line.text)) for line in rehearsal.lines
    ]
    lines += [Text(), *_ended(rehearsal)]
    if rehearsal.timeline is not None:
        drawn = draw_timeline(rehearsal.timeline, screen.width, screen.glyphs)
        lines += [Text(), *(Text(line) for line in drawn)]
    return lines


def _ended(rehearsal: "Rehearsal") -> "list[Text]":
    from rich.text import Text

    from grader.model.safe_text import safe_line
    from grader.model.units import seconds

    took = f"{seconds(rehearsal.elapsed)} of virtual time"
    trouble = rehearsal.trouble
    if trouble is None:
        return [Text(f"returned {safe_line(rehearsal.value or 'None')} after {took}")]
    place = f", line {trouble.line}" if trouble.line else ""
    return [Text(f"{trouble.headline}{place}, after {took}", "bold"), Text(safe_line(trouble.sentence))]
