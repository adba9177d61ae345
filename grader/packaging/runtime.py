"""The grader as it lies in a package: its wheel, what it needs, and what installs and starts it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from grader.packaging.archive import EXECUTABLE, Entry, below
from grader.packaging.pins import MACHINE, Pins, find_pins
from grader.packaging.vendor import fetch_wheels
from grader.packaging.wheel import grader_wheel

FOLDER = "onethread"


@dataclass(frozen=True)
class Runtime:
    """The files, in a folder of the package's own; with their wheels they need no network."""

    entries: tuple[Entry, ...]
    pins: Pins
    vendored: bool


def make_runtime(*, vendor: bool, oldest: tuple[int, ...] = ()) -> Runtime:
    """Put it together, for no older Python than that; raises `CatalogError` where something is not to be had."""
    pins = find_pins().since(oldest)
    names, wheels = fetch_wheels(pins) if vendor else ({}, ())
    grader = grader_wheel()
    package = {"format": 1, "grader": grader.name, "machine": MACHINE, "pythons": pins.pythons, "wheels": names}
    entries = [
        Entry("package.json", (json.dumps(package, sort_keys=True) + "\n").encode()),
        Entry(f"wheels/{grader.name}", grader.content),
        *below("wheels", wheels),
        *_requirements(pins),
        Entry("start.sh", file_text("start.sh").encode(), EXECUTABLE),
        Entry("start.py", file_text("start.py").encode()),
    ]
    return Runtime(tuple(entries), pins, vendor)


def _requirements(pins: Pins) -> Iterator[Entry]:
    for python in pins.pythons:
        lines = "".join(f"{requirement}\n" for requirement in pins.requirements(python))
        yield Entry(f"requirements-{python}.txt", lines.encode())


@cache
def file_text(name: str) -> str:
    """A file that lies in packages as it is."""
    return files("grader.packaging").joinpath("files", name).read_text(encoding="utf-8")
