"""A TOML file that somebody wrote by hand, as a typed value, or an error that says what to write instead.

Decoding is the validation. Whatever is wrong is refused with the file, the key and the remedy, since the person who
reads it is writing that file and cannot see this code.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.catalog.errors import CatalogError

T = TypeVar("T")

# What msgspec calls kinds of values, and what whoever writes TOML calls them.
_KINDS = {
    "array": "a list",
    "bool": "`true` or `false`",
    "float": "a number",
    "float | null": "a number",
    "int": "a whole number",
    "int | null": "a whole number",
    "object": "a table",
    "str": "a text",
    "str | null": "a text",
}


class Vocabulary(msgspec.Struct, frozen=True):
    """The keys that a kind of file may have, each with what to write for it, and those that it must have.

    `*` stands for a name of the writer's own choice: `exercises.*.points`.
    """

    of: str
    missing_file: str
    format: int
    what_to_write: Mapping[str, str]
    needed: tuple[str, ...]

    def remedy(self, key: str) -> str:
        """What to write for a key."""
        return self.what_to_write[self._as_known(key) or key]

    def knows(self, key: str) -> bool:
        """Whether there is such a key."""
        return self._as_known(key) is not None

    def _as_known(self, key: str) -> str | None:
        table, _, rest = key.partition(".")
        chosen = ".".join((table, "*", *rest.split(".")[1:]))
        return key if key in self.what_to_write else chosen if chosen in self.what_to_write else None

    def nearest(self, key: str) -> str:
        """What was probably meant by a key that there is not."""
        near = get_close_matches(key, self.what_to_write, n=1, cutoff=0.5)
        if not near:
            last = key.rpartition(".")[2]
            near = [known for known in self.what_to_write if known.rpartition(".")[2] == last][:1]
        return f"Did you mean `{near[0]}`? Write {self.what_to_write[near[0]]}." if near else "Remove it."


def read_toml(path: Path, vocabulary: Vocabulary) -> dict[str, Any]:
    """The file's content, with no unknown key and none missing; raises `CatalogError`."""
    raw = _parsed(path, vocabulary)
    _refuse_newer_format(path, raw, vocabulary)
    for key in _dotted_keys(raw, vocabulary):
        if not vocabulary.knows(key):
            raise CatalogError(f"`{key}` is not a key of {vocabulary.of}.", vocabulary.nearest(key), where=path)
    _refuse_missing_keys(path, raw, vocabulary)
    return raw


def typed(path: Path, raw: Any, as_type: type[T], vocabulary: Vocabulary, table: str = "") -> T:
    """What was read (all of it, or one table) as a value of that type; raises `CatalogError` for a wrong type."""
    try:
        return msgspec.convert(raw, as_type)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        key = (table + re.sub(r"\[.*", "", place.rstrip("`"))).lstrip(".")
        for theirs, ours in _KINDS.items():
            reason = reason.replace(f"`{theirs}`", ours)
        problem = f"`{key}` has the wrong type: {reason.lower()}."
        raise CatalogError(problem, f"Write {vocabulary.remedy(key)}.", where=path) from None


def _parsed(path: Path, vocabulary: Vocabulary) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise CatalogError("there is no such file.", vocabulary.missing_file, where=path) from None
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", "Make it a readable file.", where=path) from None
    except UnicodeDecodeError:
        raise CatalogError("is not UTF-8.", "Save it again as UTF-8.", where=path) from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"is not TOML: {error}.", "Correct it there; texts need quotes.", where=path) from None


def _refuse_newer_format(path: Path, raw: dict[str, Any], vocabulary: Vocabulary) -> None:
    declared = raw.get("format")
    if type(declared) is int and declared > vocabulary.format:
        problem = f"`format` is {declared}, and this grader reads format {vocabulary.format}."
        raise CatalogError(problem, "Upgrade the grader: `pip install --upgrade onethread`.", where=path)


def _dotted_keys(raw: dict[str, Any], vocabulary: Vocabulary, prefix: str = "") -> Iterator[str]:
    for key, value in raw.items():
        dotted = f"{prefix}{key}"
        yield dotted
        if isinstance(value, dict) and vocabulary.knows(dotted):
            yield from _dotted_keys(value, vocabulary, f"{dotted}.")


def _refuse_missing_keys(path: Path, raw: dict[str, Any], vocabulary: Vocabulary) -> None:
    for key in vocabulary.needed:
        table, _, name = key.rpartition(".")
        where = raw.get(table, {}) if table else raw
        if isinstance(where, dict) and name not in where:
            raise CatalogError(f"`{key}` is missing.", f"Add {vocabulary.what_to_write[key]}.", where=path)
