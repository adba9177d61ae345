"""Bringing a result to where its platform looks for it: whole or not at all."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

from grader.platforms.errors import PlatformError
from grader.platforms.surroundings import Surroundings


@dataclass(frozen=True)
class File:
    """A file that replaces the one that was there; an absolute place lies under the surroundings' root."""

    place: PurePosixPath
    content: bytes


@dataclass(frozen=True)
class Added:
    """Lines at the end of a file that others write to as well."""

    place: Path
    text: str


@dataclass(frozen=True)
class Said:
    """What goes to standard output, which then belongs to the platform."""

    text: str


@dataclass(frozen=True)
class Posted:
    """A form that is sent; the answer must be JSON with the code 1."""

    url: str = field(repr=False)
    form: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class Withheld:
    """No result, where its absence is how a platform is told that nothing was graded: an old one is removed."""

    place: PurePosixPath | None = None


Output = File | Added | Said | Posted | Withheld


def deliver(output: Output, surroundings: Surroundings) -> None:
    """Bring one output to its place; raises `PlatformError` where that cannot be."""
    try:
        _deliver(output, surroundings)
    except OSError as error:
        where = surroundings.path(output.place) if isinstance(output, File | Withheld) and output.place else output
        raise PlatformError(f"The result cannot be written to {where} ({error.strerror or error}).") from None


def _deliver(output: Output, surroundings: Surroundings) -> None:
    match output:
        case File(place, content):
            _replace(surroundings.path(place), content)
        case Added(place, text):
            with place.open("a", encoding="utf-8", newline="\n") as file:
                file.write(text)
        case Said(text):
            surroundings.stdout.write(text)
            surroundings.stdout.flush()
        case Posted(url, form):
            _post(url, form)
        case Withheld(place):
            if place is not None:
                surroundings.path(place).unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
        # The platform may read as another user.
        written.chmod(0o644)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)


def _post(url: str, form: dict[str, str]) -> None:
    import json
    import urllib.request

    if not url.startswith(("http://", "https://")):
        raise PlatformError("The platform's address for results is not a web address.")
    request = urllib.request.Request(url, urlencode(form).encode())  # noqa: S310 - the scheme was looked at
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        said = answer.read(10_000)
    try:
        accepted = json.loads(said).get("code") == 1
    except (ValueError, AttributeError):
        accepted = False
    if not accepted:
        raise PlatformError("The platform did not take the result.")
