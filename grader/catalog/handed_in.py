"""Finding each exercise's file in what somebody handed in: a folder, an archive, or a single file.

Files are found by name, whatever folder they lie in. Of several the one lies best whose path ends most like the
exercise's own (`exercises/01_one_thread/01_two_at_once/two_at_once.py`); where that decides nothing the exercise is
unreadable, and both places are named. A name in other capitals is taken when there is no exact one: archives from
systems that do not tell them apart carry such names.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from grader.catalog.archive import MAX_FILES, read_archive
from grader.catalog.errors import CatalogError, HandedInError
from grader.catalog.exercise import Exercise
from grader.catalog.submission import SubmittedText, Unreadable, as_text, read_submission
from grader.model.verdict import Verdict

Submission = tuple[Exercise, SubmittedText | Unreadable]

_NOT_LOOKED_INTO = {"__MACOSX", "__pycache__", "node_modules", "site-packages"}


def find_submissions(path: Path, exercises: Sequence[Exercise]) -> tuple[Submission, ...]:
    """What `path` holds for each of the exercises.

    Raises `CatalogError` where `path` does not exist or is a single file when several exercises were asked for, and
    `HandedInError` where it is an archive that may not be trusted.
    """
    if path.is_dir():
        return _in_folder(path, exercises)
    if not os.path.lexists(path):
        raise CatalogError("there is no such file or folder.", "--submission takes what was handed in.", where=path)
    if path.suffix != ".py" and path.is_file() and is_archive(path):
        return _in_archive(path, exercises)
    if len(exercises) == 1:
        return ((exercises[0], read_submission(path)),)
    raise CatalogError("is a single file.", "Name the one exercise that it answers.", where=path)


def find_among(files: Mapping[PurePath, Path], exercises: Sequence[Exercise], where: Path) -> tuple[Submission, ...]:
    """The same among single files, each under the name that its author gave it."""

    def read(relative: PurePath) -> SubmittedText | Unreadable:
        return read_submission(files[relative], relative.name)

    return tuple((exercise, _best(exercise, files, where, read)) for exercise in exercises)


def all_refused(exercises: Iterable[Exercise], problem: str, where: Path) -> tuple[Submission, ...]:
    """What stands for each exercise where what was handed in is refused as a whole."""
    return tuple((e, Unreadable(Verdict.UNREADABLE_FILE, problem, where, e.file_name)) for e in exercises)


def is_archive(path: Path) -> bool:
    known = {b"PK\x03\x04": 0, b"PK\x05\x06": 0, b"\x1f\x8b": 0, b"BZh": 0, b"ustar": 257}
    try:
        with path.open("rb") as file:
            head = file.read(262)
    except OSError:
        return False
    return any(head.startswith(mark, at) for mark, at in known.items())


def _in_folder(root: Path, exercises: Sequence[Exercise]) -> tuple[Submission, ...]:
    files = _files_below(root)
    return tuple((exercise, _best(exercise, files, root, partial(_read_below, root))) for exercise in exercises)


def _read_below(root: Path, relative: PurePath) -> SubmittedText | Unreadable:
    return read_submission(root / relative, relative.name)


def _in_archive(path: Path, exercises: Sequence[Exercise]) -> tuple[Submission, ...]:
    contents = read_archive(path)
    files = [name for name in contents if _NOT_LOOKED_INTO.isdisjoint(name.parts)]

    def read(relative: PurePath) -> SubmittedText | Unreadable:
        return as_text(contents[PurePosixPath(relative)], path / relative, relative.name)

    return tuple((exercise, _best(exercise, files, path, read)) for exercise in exercises)


def _files_below(root: Path) -> list[PurePath]:
    """Every path that ends in .py, links among them: `read_submission` refuses those in its own words."""
    found: list[PurePath] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_LOOKED_INTO)
        looked_like_files = [name for name in (*names, *folders) if name.lower().endswith(".py")]
        found += [(Path(folder) / name).relative_to(root) for name in looked_like_files]
        if len(found) > MAX_FILES:
            raise HandedInError(f"holds more than {MAX_FILES} Python files.", "Name the folder handed in.", where=root)
    return found


def _best(
    exercise: Exercise,
    files: Iterable[PurePath],
    root: Path,
    read: Callable[[PurePath], SubmittedText | Unreadable],
) -> SubmittedText | Unreadable:
    name = exercise.file_name
    candidates = _nearest(exercise, [file for file in files if file.name.casefold() == name.casefold()])
    if len(candidates) == 1:
        return read(candidates[0])
    if candidates:
        first, second = sorted(candidates, key=str)[:2]
        sentence = f"There are several files `{name}`: `{first}` and `{second}`. Leave only the one that counts."
        return Unreadable(Verdict.UNREADABLE_FILE, sentence, root, name)
    sentence = f"There is no file `{name}` in what was handed in. Add it under that name, in any folder."
    return Unreadable(Verdict.MISSING_FILE, sentence, root, name)


def _nearest(exercise: Exercise, files: list[PurePath]) -> list[PurePath]:
    exact = [file for file in files if file.name == exercise.file_name]
    own = ("exercises", *exercise.paths.stub.parts[-3:-1])
    likeness = {file: _common_ending(file.parts[:-1], own) for file in exact or files}
    most = max(likeness.values(), default=0)
    return [file for file, like in likeness.items() if like == most]


def _common_ending(parts: tuple[str, ...], own: tuple[str, ...]) -> int:
    shared = 0
    for part, expected in zip(reversed(parts), reversed(own), strict=False):
        if part != expected:
            break
        shared += 1
    return shared
