"""Texts and names that fit: safe to show, one of each name, and never larger than a platform takes."""

from collections.abc import Callable, Iterable, Iterator

from grader.model.safe_text import safe_line, safe_text
from grader.platforms.errors import ResultTooLarge

MAX_NAME = 100
"""Bytes; Classroom 50 takes no more."""

MAX_TEXT = 8 * 1024
"""Characters of what is said of one check, where the platform does not ask for less."""

MAX_RESULT = 256 * 1024
"""Bytes of a whole result, where the platform does not ask for less: a page that long is read by nobody."""

_NOTE = "\n[… the middle is left out …]\n"
_LONGEST = 1_000_000


def bounded(text: str, limit: int = MAX_TEXT) -> str:
    """Lines of visible characters, at most `limit`: head and tail with a note between, for an end often says most."""
    # Showing what is invisible takes room and time, so most of what will be left out is not even looked at.
    return _cut(safe_text(_cut(text, 2 * limit), _LONGEST), limit)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    room = limit - len(_NOTE)
    if room <= 0:
        return f"{text[: limit - 1]}…" if limit > 0 else ""
    head = room * 2 // 3
    return text[:head] + _NOTE + text[len(text) - (room - head) :]


def one_line(text: str, limit: int = 200) -> str:
    """The text as one line without needless blanks."""
    return " ".join(safe_line(text, limit).split())


def unique_names(names: Iterable[str], limit: int = MAX_NAME) -> Iterator[str]:
    """Each name in one line of at most `limit` bytes; one that was there before is numbered."""
    taken: set[str] = set()
    for name in names:
        plain = one_line(name, limit * 2) or "check"
        candidate, number = _bytes_cut(plain, limit), 1
        while candidate in taken:
            number += 1
            ending = f" ({number})"
            candidate = _bytes_cut(plain, limit - len(ending)) + ending
        taken.add(candidate)
        yield candidate


def _bytes_cut(text: str, limit: int) -> str:
    encoded = text.encode()
    return text if len(encoded) <= limit else encoded[: limit - 2].decode(errors="ignore").rstrip() + ".."


def fitting(build: Callable[[int], bytes], limit: int = MAX_RESULT, longest_text: int = MAX_TEXT) -> bytes:
    """The result with texts as long as fit into it.

    `build` makes a result in which no text is longer than it is told; raises `ResultTooLarge` where even that without
    any text is too large.
    """
    text = longest_text
    while True:
        result = build(text)
        if len(result) <= limit:
            return result
        if text == 0:
            raise ResultTooLarge(len(result), limit)
        text = text // 2 if text > 64 else 0
