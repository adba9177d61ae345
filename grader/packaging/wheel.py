"""The wheel of the grader that is running, without exercises and solutions.

It is made from the files of the running package and the metadata of its installation, so it comes out alike from a
checkout and from an installed grader, with no build tool and no network. `docs/decisions/` says what else was tried.
"""

import base64
import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import grader
from grader.catalog.errors import CatalogError
from grader.packaging.archive import Entry, zip_of

NAME = "onethread"

_PACKAGE = Path(grader.__file__).parent
_LEFT_OUT = {"_exercises", "_solutions", "__pycache__"}
_WHEEL = "Wheel-Version: 1.0\nGenerator: onethread\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@dataclass(frozen=True)
class Wheel:
    """A wheel: its file name, and its bytes."""

    name: str
    content: bytes


def grader_wheel() -> Wheel:
    """Make the wheel; raises `CatalogError` where the grader runs without being installed."""
    found = installed_grader()
    info = f"{NAME}-{found.version}.dist-info"
    entries = [*_modules(), *_metadata(found, info)]
    entries.append(_record(entries, f"{info}/RECORD"))
    return Wheel(f"{NAME}-{found.version}-py3-none-any.whl", zip_of(entries))


def installed_grader() -> Distribution:
    """The installation that is running; raises `CatalogError` where there is none of this version."""
    remedy = "Install it, such as with `pip install .` in its folder, and package again."
    try:
        found = distribution(NAME)
    except PackageNotFoundError:
        raise CatalogError("The grader that runs here was never installed, so it cannot be packed.", remedy) from None
    if found.version != grader.__version__:
        problem = f"The grader that runs here is {grader.__version__}, and what is installed is {found.version}."
        raise CatalogError(problem, remedy)
    return found


def _modules() -> Iterator[Entry]:
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not hidden and _LEFT_OUT.isdisjoint(inside.parts):
            yield Entry(f"{_PACKAGE.name}/{inside.as_posix()}", path.read_bytes())


def _metadata(found: Distribution, info: str) -> Iterator[Entry]:
    yield Entry(f"{info}/WHEEL", _WHEEL.encode())
    for name in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        text = found.read_text(name)
        if text is not None:
            yield Entry(f"{info}/{name}", text.encode())


def _record(entries: Iterable[Entry], place: str) -> Entry:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for entry in sorted(entries):
        digest = base64.urlsafe_b64encode(hashlib.sha256(entry.content).digest()).decode().rstrip("=")
        rows.writerow((entry.place, f"sha256={digest}", len(entry.content)))
    rows.writerow((place, "", ""))
    return Entry(place, text.getvalue().encode())
