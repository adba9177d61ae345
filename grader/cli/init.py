"""`grader init`: a folder of one's own to work in."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

from grader.catalog.catalog import load_catalog
from grader.catalog.exercise import Exercise
from grader.catalog.sources import find_sources, installed_source
from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Sources, from_here
from grader.cli.signature import Argument
from grader.cli.surroundings import called_as
from grader.model.safe_text import safe_line
from grader.model.units import count

if TYPE_CHECKING:
    from grader.workspace.placing import KitFile, Placed


def init(
    folder: Annotated[Path, Argument(metavar="DIR", show_default=False, help="A new folder, or one to renew.")],
    *,
    sources: Sources = None,
) -> ExitCode:
    """Make a folder to work in, or bring one up to date; what you wrote there stays."""
    from datetime import date

    from grader.workspace.placing import place

    exercises = _exercises_for(folder, sources or ())
    files = [file for exercise in exercises for file in _files_of(exercise)]
    try:
        placed = place(folder, files, date.today())  # noqa: DTZ011 - the learner's own day
    except OSError as error:
        where = error.filename or folder
        problem = f"{where}: cannot be written ({error.strerror})."
        raise RequestError(problem, "Nothing of yours was changed; mend that and do the same again.") from None
    write_plain("".join(f"{safe_line(line, 10_000)}\n" for line in _account(folder, exercises, placed)))
    return ExitCode.PASSED


def _exercises_for(folder: Path, sources: Sequence[Path]) -> tuple[Exercise, ...]:
    """Those of the installation: what lies here already may be the folder that is to be renewed."""
    found = find_sources(sources, Path.cwd()) if sources else (installed_source(),)
    for source in found:
        if (folder / "exercises").resolve() == source.exercises.resolve():
            raise RequestError(f"{folder} is where the exercises come from.", "Name another folder.")
    return load_catalog(found).exercises


def _files_of(exercise: Exercise) -> "Iterator[KitFile]":
    """All of an exercise, with the stub as it was shipped, and without what somebody left beside it."""
    from grader.workspace.placing import KitFile

    place = PurePath("exercises", exercise.folder.parent.name, exercise.folder.name)
    yield KitFile(place / exercise.file_name, exercise.stub_text().encode(), is_stub=True)
    stem = exercise.paths.stub.stem
    for path in sorted(exercise.folder.iterdir()):
        if path.is_file() and not path.name.startswith((".", f"{stem}.")):
            yield KitFile(place / path.name, path.read_bytes())


def _account(folder: Path, exercises: Sequence[Exercise], placed: "Sequence[Placed]") -> Iterator[str]:
    from grader.workspace.placing import Outcome

    outcomes = {one.outcome for one in placed}
    if outcomes <= {Outcome.UNCHANGED}:
        yield f"{folder} is up to date: {count(len(exercises), 'exercise')}."
    else:
        yield f"{folder} is ready: {count(len(exercises), 'exercise')}."
    for one in placed:
        if one.outcome is Outcome.NEW_BESIDE:
            yield f"You have worked on {from_here(one.path)}; its new stub is {_name(one.other)} beside it."
        if one.outcome is Outcome.OLD_ASIDE:
            yield f"{from_here(one.path)} had been changed; what it was is {_name(one.other)} beside it."
    yield f"Go there (cd {folder}) and begin: {called_as()} grade"


def _name(path: Path | None) -> str:
    assert path is not None
    return path.name
