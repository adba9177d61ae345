"""An exercise's own file that raises: laid to its author, with the line, and to nobody else."""

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path

from grader.catalog.errors import DefinitionError


@contextlib.contextmanager
def laid_to_its_author(path: Path, what: str) -> Iterator[None]:
    """Whatever an author's file raises, as `DefinitionError`: it cannot be `what`, and where."""
    try:
        yield
    except DefinitionError:
        raise
    except (Exception, SystemExit) as error:
        problem = f"cannot be {what}: {type(error).__name__}: {error}"
        raise DefinitionError(problem, "Correct it there.", where=path, line=_line(path, error)) from error


def _line(path: Path, error: BaseException) -> int | None:
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return frames[-1].lineno if frames else None
