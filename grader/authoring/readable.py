"""Whether the files of an exercise can be read at all.

What cannot is said once and by itself: whoever looks at the content afterwards may take it for text.
"""

import codecs
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.folders import files_of
from grader.authoring.problem import Problem
from grader.catalog.exercise import Exercise
from grader.catalog.submission import MAX_BYTES

_WRITTEN_BY_HAND = frozenset({".py", ".md", ".toml"})


def check_readable(exercise: Exercise) -> Iterator[Problem]:
    """Every file that belongs to the exercise is an ordinary one of moderate size, and text in UTF-8."""
    for path in sorted(files_of(exercise)):
        try:
            found = _not_ordinary(path) or _no_text(path)
        except OSError as error:
            found = f"cannot be read: {error.strerror}", "Give yourself the right to read it, or restore it."
        if found:
            yield Problem(path, None, *found)


def of_lost_file(error: OSError, exercise: Exercise) -> Problem | None:
    """A file of the exercise that was there when the check began; `None` where something else went wrong."""
    path = Path(os.fsdecode(error.filename or ""))
    if not any(path.is_relative_to(folder) for folder in (exercise.folder, exercise.paths.solution)):
        return None
    return Problem(path, None, f"cannot be used any more: {error.strerror}", "It changed meanwhile: check again.")


def _not_ordinary(path: Path) -> tuple[str, str] | None:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a link, which leads nowhere once the exercise is copied", "Put the file itself in its place."
    if not stat.S_ISREG(found.st_mode):
        return "is a pipe or a device, not a file", "Put an ordinary file in its place."
    if found.st_size > MAX_BYTES and path.suffix in _WRITTEN_BY_HAND:
        return f"is larger than {MAX_BYTES // 1024} KiB", "Make it shorter; a world draws its data in `configure`."
    return None


def _no_text(path: Path) -> tuple[str, str] | None:
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"is not UTF-8: see line {line}", "Save it again as UTF-8."
    if b"\0" in content:
        return "holds a NUL, so it is no text", "Save it again as UTF-8."
    if content.startswith(codecs.BOM_UTF8) and path.suffix == ".py":
        return "begins with a byte order mark", "Save it again as UTF-8 without BOM."
    return None
