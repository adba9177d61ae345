"""`grader reset`: the stub again, with the learner's work kept beside it."""

import os

from grader.catalog.exercise import Exercise
from grader.cli.console import write_plain
from grader.cli.errors import RequestError
from grader.cli.exit_code import ExitCode
from grader.cli.kit import Name, Sources, from_here, open_kit, the_one
from grader.model.safe_text import safe_text


def reset(name: Name, *, sources: Sources = None) -> ExitCode:
    """Put the stub back; what you wrote is kept beside it."""
    kit = open_kit(sources)
    kit.need_workspace()
    exercise = the_one(kit, name)
    if not exercise.paths.kept_stub.is_file():
        problem = f"The original of {exercise.file_name} did not come with this kit ({exercise.paths.kept_stub})."
        raise RequestError(problem, "Bring it back from version control or from a fresh copy of the kit.")
    try:
        write_plain(safe_text(_put_back(exercise)))
    except OSError as error:
        problem = f"{from_here(exercise.paths.stub)} cannot be replaced ({error.strerror}); it is as it was."
        raise RequestError(problem, "Check the folder's permissions and the space on the disk.") from None
    return ExitCode.PASSED


def _put_back(exercise: Exercise) -> str:
    from datetime import date

    from grader.workspace.files import put_aside_and_write, write_whole

    path, stub = exercise.paths.stub, exercise.stub_text().encode()
    shown = from_here(path)
    if not os.path.lexists(path):
        write_whole(path, stub)
        return f"{shown} is back, as the stub.\n"
    if path.is_file() and not path.is_symlink() and path.read_bytes() == stub:
        return f"{shown} is the stub already.\n"
    kept = put_aside_and_write(path, stub, date.today())  # noqa: DTZ011 - the learner's own day
    return f"{shown} is the stub again.\nWhat you had is kept in {from_here(kept)}\n"
