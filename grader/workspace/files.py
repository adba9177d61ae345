"""Writing whole files or none, and never over anybody's work."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in the file, so that an interrupt or a full disk leaves the old content or the new.

    Raises `OSError` with everything as it was.
    """
    with _written_beside(path, content) as finished:
        finished.replace(path)


def put_aside_and_write(path: Path, content: bytes, today: date) -> Path:
    """Put the content in the file, and keep whatever was there beside it under a name with the date; gives that name.

    The content is on the disk before anything is renamed: this is where somebody's work lies.

    Raises `OSError` with everything as it was.
    """
    with _written_beside(path, content, durable=True) as finished:
        kept = free_name(path, today.isoformat())
        path.rename(kept)
        try:
            finished.replace(path)
        except OSError:
            kept.rename(path)
            raise
    return kept


def free_name(path: Path, word: str) -> Path:
    """A name beside `path` that nothing has yet: `name.word.py`, then `name.word-2.py` and so on."""
    for number in count(1):
        candidate = path.with_name(f"{path.stem}.{word}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not os.path.lexists(candidate):
            return candidate
    raise AssertionError


@contextlib.contextmanager
def _written_beside(path: Path, content: bytes, *, durable: bool = False) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    finished = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        finished.chmod(0o666 & ~_umask())
        yield finished
    finally:
        finished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
