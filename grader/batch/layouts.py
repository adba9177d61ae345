"""Which file or folder is whose.

| layout | how it is known | whose |
|---|---|---|
| `gradescope` | a file `submission_metadata.yml` | its submitters, by sid, email or name; of a group each |
| `moodle` | all names are `Full Name_123_assignsubmission_file…` | participant 123, or the full name |
| `canvas` | all are files `name_123_456_file`, `LATE` in between where it is | user 123, or the name |
| `github` | all are folders that hold `.git` | the folder's name without the beginning that all share |
| `plain` | anything else | the name of the folder, archive or file |

Of a name that a roster knows, the roster decides who that is. Hidden names, links and `__MACOSX` are nobody's.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Literal, get_args

from grader.catalog.errors import CatalogError
from grader.catalog.exercise import Exercise
from grader.catalog.handed_in import Submission, find_among, find_submissions, is_archive

Layout = Literal["gradescope", "moodle", "canvas", "github", "plain"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)

_METADATA = "submission_metadata.yml"
_MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+_?(?P<file>.*)")
_CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.IGNORECASE)
# Canvas numbers what was handed in again: `two_at_once-1.py`.
_AGAIN = re.compile(r"-\d+(?=(\.tar)?\.\w+$)")
_ARCHIVE_ENDINGS = (".tar.gz", ".tar.bz2", ".zip", ".tar", ".tgz", ".py")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What one student handed in: `names` that may mean them, the best first, and where it lies.

    Either `files` by the names that their author gave them, or `whole`: one folder, archive or file.
    """

    names: tuple[str, ...]
    whole: Path
    files: Mapping[PurePath, Path] | None = None
    full_name: str = ""
    email: str = ""
    when: datetime | None = None
    marked_late: bool = False

    def find(self, exercises: Sequence[Exercise]) -> tuple[Submission, ...]:
        """What it holds for each exercise; raises `CatalogError` where it may not be looked into."""
        if self.whole.is_symlink():
            raise CatalogError("is a link to somewhere else.", "Put what was handed in in its place.", where=self.whole)
        if self.files is None:
            return find_submissions(self.whole, exercises)
        archives = [path for path in self.files.values() if path.suffix != ".py" and is_archive(path)]
        if archives and len(self.files) == 1:
            return find_submissions(archives[0], exercises)
        if archives:
            problem = "is an archive beside other files, and only one of them can count."
            raise CatalogError(problem, "Hand in the archive alone, or the files.", where=archives[0])
        return find_among(self.files, exercises, self.whole)

    def last_change(self) -> float:
        """When the newest of its files was written."""
        if self.files is not None:
            return max(path.lstat().st_mtime for path in self.files.values())
        inside = (Path(folder) / name for folder, _, names in os.walk(self.whole) for name in names)
        return max((path.lstat().st_mtime for path in inside), default=self.whole.lstat().st_mtime)


def read_layout(root: Path, asked: Layout | None = None) -> tuple[Layout, list[HandedIn]]:
    """All that was handed in, and in which layout it was read; raises `CatalogError` where there is nothing."""
    if not root.is_dir():
        what = "is no folder." if root.exists() else "there is no such folder."
        raise CatalogError(what, "Name the folder of submissions; unpack a download first.", where=root)
    root = _inner(root)
    entries = _entries(root)
    layout = asked or _recognised(root, entries)
    handed_in = [_in_letters(each) for each in _READERS[layout](root, entries)]
    if not handed_in:
        raise CatalogError("holds no submissions.", "Name the folder that holds one for each student.", where=root)
    return layout, handed_in


def _in_letters(each: HandedIn) -> HandedIn:
    """With names that can be written down: an old archive may have left some that are no text."""
    return replace(each, names=tuple(map(_spelt, each.names)), full_name=_spelt(each.full_name))


def _spelt(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _inner(root: Path) -> Path:
    """Where a download of Gradescope is wrapped in a folder, that folder."""
    entries = _entries(root)
    return entries[0] if len(entries) == 1 and (entries[0] / _METADATA).is_file() else root


def _entries(root: Path) -> list[Path]:
    return sorted(path for path in root.iterdir() if not path.name.startswith(".") and path.name != "__MACOSX")


def _recognised(root: Path, entries: Sequence[Path]) -> Layout:
    if (root / _METADATA).is_file():
        return "gradescope"
    if entries and all(_MOODLE.fullmatch(path.name) for path in entries):
        return "moodle"
    if entries and all(path.is_file() and _CANVAS.fullmatch(path.name) for path in entries):
        return "canvas"
    if entries and all((path / ".git").exists() for path in entries):
        return "github"
    return "plain"


# The layouts


def _plain(_root: Path, entries: Sequence[Path]) -> Iterator[HandedIn]:
    for path in entries:
        if path.is_symlink() or path.is_dir() or path.name.lower().endswith(_ARCHIVE_ENDINGS) or is_archive(path):
            yield HandedIn((_stem(path),), path)


def _github(_root: Path, entries: Sequence[Path]) -> Iterator[HandedIn]:
    shared = "".join(f"{part}-" for part in _shared_beginning([path.name.split("-") for path in entries]))
    for path in entries:
        # What a roster knows may begin with more than what all have in common.
        parts = path.name.split("-")
        endings = ("-".join(parts[at:]) for at in range(len(parts)))
        yield HandedIn((path.name.removeprefix(shared), *endings), path)


def _shared_beginning(names: Sequence[Sequence[str]]) -> list[str]:
    """What all begin with, leaving each something of its own; of a single name nobody can tell."""
    shared: list[str] = []
    for parts in zip(*(name[:-1] for name in names), strict=False):
        if len(names) < 2 or len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return shared


def _moodle(_root: Path, entries: Sequence[Path]) -> Iterator[HandedIn]:
    parts: dict[str, list[tuple[re.Match[str], Path]]] = {}
    for path in entries:
        if match := _MOODLE.fullmatch(path.name):
            parts.setdefault(match["number"], []).append((match, path))
    for number, mine in parts.items():
        full_name = mine[0][0]["name"]
        names = (number, f"Participant {number}", full_name)
        folders = [path for _, path in mine if path.is_dir() and not path.is_symlink()]
        files = {PurePath(match["file"]): path for match, path in mine if path not in folders}
        whole, found = (folders[0], None) if len(folders) == 1 and not files else (mine[0][1], files)
        yield HandedIn(names, whole, found, full_name)


def _canvas(root: Path, entries: Sequence[Path]) -> Iterator[HandedIn]:
    parts: dict[str, list[re.Match[str]]] = {}
    for path in entries:
        if match := _CANVAS.fullmatch(path.name):
            parts.setdefault(match["number"], []).append(match)
    for number, mine in parts.items():
        files = {PurePath(_AGAIN.sub("", match["file"])): root / match[0] for match in _newest_last(mine)}
        late = any(match["late"] for match in mine)
        yield HandedIn((number, mine[0]["name"]), root / mine[0][0], files, mine[0]["name"], marked_late=late)


def _newest_last(matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Numbers of attachments only grow; of two files with one name the later counts."""
    return sorted(matches, key=lambda match: int(match["attachment"]))


def _gradescope(root: Path, _entries: Sequence[Path]) -> Iterator[HandedIn]:
    text = (root / _METADATA).read_text(encoding="utf-8", errors="replace")
    for block in re.split(r"^(?=submission_\d+:)", text, flags=re.MULTILINE)[1:]:
        folder = root / block.partition(":")[0]
        created = re.search(r"^  :created_at: (.+)$", block, re.MULTILINE)
        for submitter in re.findall(r"^  - ((?:.+\n?)(?:    .+\n?)*)", _submitters(block), re.MULTILINE):
            fields = dict(re.findall(r"^\s*:(\w+): *(.*?) *$", submitter, re.MULTILINE))
            sid, email, name = (_unquoted(fields.get(key, "")) for key in ("sid", "email", "name"))
            names = tuple(each for each in (sid, email, name) if each)
            if names:
                yield HandedIn(names, folder, None, name, email, _moment(created[1]) if created else None)


def _submitters(block: str) -> str:
    found = re.search(r"^  :submitters:\n((?:  - .*\n?|    .*\n?)*)", block, re.MULTILINE)
    return found[1] if found else ""


def _unquoted(value: str) -> str:
    return "" if value in {"null", "~"} else value.strip("'\"")


def _moment(text: str) -> datetime | None:
    """`2026-11-20 03:24:08.123456000 Z`, as Ruby writes it."""
    text = re.sub(r"(\.\d{6})\d*", r"\1", _unquoted(text)).replace(" Z", "+00:00").replace(" UTC", "+00:00")
    try:
        when = datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        return None
    return when if when.tzinfo else None


def _stem(path: Path) -> str:
    ending = next((ending for ending in _ARCHIVE_ENDINGS if path.name.lower().endswith(ending)), "")
    return path.name[: len(path.name) - len(ending)] if ending and not path.is_dir() else path.name


_READERS: dict[Layout, Callable[[Path, Sequence[Path]], Iterator[HandedIn]]] = {
    "gradescope": _gradescope,
    "moodle": _moodle,
    "canvas": _canvas,
    "github": _github,
    "plain": _plain,
}
