"""What the grader needs, in the versions that are installed here: what was tried is what will run.

A package may run under another Python than the one that makes it, so the needs are found for each supported one. Where
one needs something that is not installed here (a backport, say), there is no version to pin, and the package is not for
that Python.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.catalog.errors import CatalogError
from grader.packaging.wheel import NAME, installed_grader

MACHINE = "x86_64"
HERE = ".".join(map(str, sys.version_info[:2]))
_LINUX = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": MACHINE,
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "sys_platform": "linux",
}


@dataclass(frozen=True)
class Pins:
    """The versions for each Python that a package is for, and what each other one would need besides."""

    of: Mapping[str, Mapping[str, str]]
    missing: Mapping[str, str]

    @property
    def pythons(self) -> tuple[str, ...]:
        """The Pythons, the newest first: they are looked for in this order."""
        return tuple(self.of)

    def since(self, oldest: tuple[int, ...]) -> "Pins":
        """Only for Pythons that are new enough."""
        return replace(self, of={python: pins for python, pins in self.of.items() if _numbers(python) >= oldest})

    def requirements(self, python: str) -> tuple[str, ...]:
        """The requirements for one Python."""
        return tuple(f"{name}=={version}" for name, version in self.of[python].items())


def find_pins() -> Pins:
    """Find them in this environment; raises `CatalogError` where not even this Python has all that is needed."""
    of: dict[str, Mapping[str, str]] = {}
    missing: dict[str, str] = {}
    for python in supported_pythons():
        try:
            of[python] = dict(sorted(_closure(python)))
        except PackageNotFoundError as error:
            missing[python] = str(error.name)
    if HERE in missing:
        problem = f"`{missing[HERE]}` is not installed, and the grader needs it."
        raise CatalogError(problem, "Install the grader again with all it needs: pip install --upgrade onethread")
    return Pins(of, missing)


def supported_pythons() -> tuple[str, ...]:
    """The Pythons that the grader is tested with, as its metadata says, and the one that runs; the newest first."""
    said = installed_grader().metadata.get_all("Classifier") or ()
    versions = {line.rpartition(" ")[2] for line in said if line.startswith("Programming Language :: Python :: 3.")}
    return tuple(sorted({*versions, HERE}, key=_numbers, reverse=True))


def _numbers(python: str) -> tuple[int, ...]:
    return tuple(int(part) for part in python.split("."))


def _closure(python: str) -> Iterator[tuple[str, str]]:
    """Every distribution that the grader needs there, and those need in turn."""
    environment = {**_LINUX, "python_version": python, "python_full_version": f"{python}.0"}
    waiting, seen = [Requirement(NAME)], set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        found = distribution(name)
        if name != NAME:
            yield name, found.version
        waiting += _needs(found, environment, wanted.extras or {""})


def _needs(found: Distribution, environment: Mapping[str, str], extras: set[str]) -> Iterator[Requirement]:
    for line in found.requires or ():
        needed = Requirement(line)
        marker = needed.marker
        if marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in extras):
            yield needed
