"""Reading a file that a learner wrote: once, safely, as text, or a sentence that says what is wrong with it.

Whatever lies under the name (a link, a folder, a pipe that nobody writes to, a gigabyte) costs nothing but its verdict.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Literal

import msgspec

from grader.model.verdict import Verdict

MAX_BYTES = 256 * 1024

# Not every system has these: where one is missing, what it guards against is looked up beforehand.
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_FLAGS = os.O_RDONLY | _NOFOLLOW | _NONBLOCK | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class SubmittedText(msgspec.Struct, frozen=True):
    """What a learner handed in for one exercise; `shown_as` is the name that reports use."""

    text: str
    path: Path
    shown_as: str


class Unreadable(msgspec.Struct, frozen=True):
    """A file that cannot be graded as it is, and the sentence that tells its author what to do."""

    verdict: Literal[Verdict.MISSING_FILE, Verdict.UNREADABLE_FILE]
    sentence: str
    path: Path
    shown_as: str


def read_submission(path: Path, shown_as: str | None = None) -> SubmittedText | Unreadable:
    """Read one file of a learner."""
    name = shown_as or path.name
    try:
        content = _content(path)
    except FileNotFoundError:
        return Unreadable(Verdict.MISSING_FILE, _missing(path, name), path, name)
    except _CannotReadError as error:
        return Unreadable(Verdict.UNREADABLE_FILE, f"`{name}` {error}", path, name)
    return as_text(content, path, name)


def as_text(content: bytes, path: Path, shown_as: str) -> SubmittedText | Unreadable:
    """Decode what a learner handed in, wherever it came from."""
    try:
        return SubmittedText(_decoded(content), path, shown_as)
    except _CannotReadError as error:
        return Unreadable(Verdict.UNREADABLE_FILE, f"`{shown_as}` {error}", path, shown_as)


class _CannotReadError(Exception):
    """The rest of a sentence that starts with the file's name."""


def _content(path: Path) -> bytes:
    if not _NOFOLLOW and path.is_symlink():
        raise _CannotReadError(_A_LINK)
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise _CannotReadError(_why_not_opened(path, error)) from None
    try:
        _refuse_special(os.fstat(descriptor).st_mode)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return _bounded(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise _CannotReadError(f"cannot be read: {error.strerror}. Save it again.") from None
    finally:
        os.close(descriptor)


_A_LINK = "is a link to somewhere else. Put the file itself in its place."


def _why_not_opened(path: Path, error: OSError | ValueError) -> str:
    code = getattr(error, "errno", None)
    if code == errno.ELOOP:
        return _A_LINK
    if code == errno.EISDIR or (code == errno.EACCES and path.is_dir()):
        return _A_FOLDER
    if code in {errno.EACCES, errno.EPERM}:
        return "may not be read: its permissions forbid it. Give yourself the right to read it."
    reason = getattr(error, "strerror", None) or error
    return f"cannot be opened: {reason}. Put an ordinary file in its place."


_A_FOLDER = "is a folder. Put your Python file in its place."


def _refuse_special(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise _CannotReadError(_A_FOLDER)
    if not stat.S_ISREG(mode):
        raise _CannotReadError("is a pipe or a device, not a file. Put your Python file in its place.")


def _bounded(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise _CannotReadError(
            f"is larger than {MAX_BYTES // 1024} KiB. Hand in the program alone, without data in it."
        )
    return content


def _decoded(content: bytes) -> str:
    content = _bounded(content)
    if content.startswith(_UTF16_MARKS):
        raise _CannotReadError("is saved as UTF-16. Save it again with the encoding UTF-8.")
    if b"\0" in content:
        raise _CannotReadError(_nul(content))
    try:
        return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _CannotReadError(f"is not UTF-8 (line {line}). Save it again with the encoding UTF-8.") from None


def _nul(content: bytes) -> str:
    zeros_in_every_other_place = content[:200:2].count(0) > 50 or content[1:200:2].count(0) > 50
    if zeros_in_every_other_place or (len(content) < 200 and content.count(0) * 2 >= len(content) - 1):
        return "looks like UTF-16. Save it again with the encoding UTF-8."
    line = content.count(b"\n", 0, content.index(0)) + 1
    return f"holds a NUL byte (line {line}), which no Python file may. Remove it, or save the text again."


def _missing(path: Path, name: str) -> str:
    try:
        others = [other.name for other in path.parent.iterdir() if other.name.casefold() == path.name.casefold()]
    except OSError:
        others = []
    if others:
        return f"There is no `{name}`, only `{others[0]}`. Capital letters count: rename it to `{name}`."
    return f"There is no file `{name}`. Put it back, or hand it in under that name."
